"""Accreditations, as the coordination notes them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from b2i.validation.models.accreditation import Accreditation
from tests.factories.validation import AccreditationFactory, ValidationFactory

pytestmark = pytest.mark.django_db
LIST = "/b2i/habilitations/"
ACT = "Arrêté du recteur, n° 46-12"


@pytest.fixture
def client(client_of, coordinator):
    return client_of(coordinator)


def today(days: int = 0):
    return timezone.localdate() + timedelta(days=days)


def listed(response) -> list[str]:
    return [str(accreditation.holder) for accreditation in response.context["accreditations"]]


def test_centres_come_first_then_persons(client, animator, epm, other_epm):
    AccreditationFactory(of_person=True, member=animator)
    AccreditationFactory(epm=other_epm)
    AccreditationFactory(epm=epm)
    assert listed(client.get(LIST)) == ["EPM de Gramat", "EPM de Luzech", str(animator)]


def test_those_that_have_ended_are_apart(client, epm, other_epm):
    AccreditationFactory(epm=epm, ends_on=today(-1))
    AccreditationFactory(epm=other_epm, ends_on=today())
    assert listed(client.get(LIST)) == ["EPM de Luzech"]
    assert listed(client.get(LIST, {"terminees": ""})) == ["EPM de Gramat"]


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (1, None, "À venir"),
        (0, None, "En cours"),
        (0, 61, "En cours"),
        (0, 60, "Bientôt finie"),
        (0, 0, "Bientôt finie"),
    ],
)
def test_each_says_where_it_stands(client, starts, ends, words):
    AccreditationFactory(starts_on=today(starts), ends_on=None if ends is None else today(ends))
    assert client.get(LIST).content.decode().count(f">{words}</span>") == 1


def test_one_that_was_withdrawn_says_why(client, coordinator):
    AccreditationFactory(ends_on=today(-1), withdrawal="Changement de poste", withdrawn_by=coordinator)
    page = client.get(f"{LIST}?terminees").content.decode()
    assert page.count(f"Retirée par {coordinator}\u00a0: Changement de poste") == 1


def test_an_empty_list_says_what_it_means(client):
    assert client.get(LIST).content.decode().count("personne ne peut encore valider") == 1
    assert client.get(f"{LIST}?terminees").content.decode().count("Aucune habilitation n’est finie") == 1


def test_the_list_costs_the_same_with_one_and_six(client, animator):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        return len(captured)

    AccreditationFactory()
    with_one = queries()
    AccreditationFactory.create_batch(3)
    AccreditationFactory.create_batch(2, of_person=True)
    assert queries() == with_one <= 8


def test_the_accreditation_of_a_centre_is_noted(client, coordinator, epm, b2i_adultes):
    given = {"holder": epm.pk, "act": ACT, "starts_on": "2026-09-03", "ends_on": "2029-08-31"}
    response = client.post(f"{LIST}centre/", given, follow=True)
    noted = Accreditation.objects.get()
    assert (noted.epm, noted.framework, noted.noted_by) == (epm, b2i_adultes, coordinator)
    assert (noted.starts_on, noted.ends_on) == (date(2026, 9, 3), date(2029, 8, 31))
    assert response.content.decode().count("C’est noté\u00a0: l’agrément de l’EPM de Gramat.") == 1


def test_the_accreditation_of_a_person_is_noted(client, animator, b2i_adultes):
    client.post(f"{LIST}personne/", {"holder": animator.pk, "act": ACT, "starts_on": "2026-09-03"})
    assert (Accreditation.objects.get().member, Accreditation.objects.get().ends_on) == (animator, None)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"holder": ""}, "Choisissez un EPM."),
        ({"act": " "}, "Dites par quel acte."),
        ({"ends_on": "2026-09-02"}, "Le dernier jour vient après le premier."),
    ],
)
def test_a_refused_form_says_why_and_keeps_what_was_typed(client, epm, b2i_adultes, changed, told):
    given = {"holder": epm.pk, "act": ACT, "starts_on": "2026-09-03", "ends_on": ""} | changed
    response = client.post(f"{LIST}centre/", given)
    page = response.content.decode()
    assert (response.status_code, Accreditation.objects.count()) == (422, 0)
    assert (page.count(told), page.count('value="2026-09-03"')) == (2, 1)


def test_an_accreditation_that_covers_the_days_already_is_said(client, epm, b2i_adultes):
    AccreditationFactory(epm=epm)
    response = client.post(f"{LIST}centre/", {"holder": epm.pk, "act": ACT, "starts_on": "2026-09-03"})
    assert (response.status_code, Accreditation.objects.count()) == (422, 1)
    assert response.content.decode().count("couvre déjà une partie de ces jours") == 1


def test_a_learner_is_not_somebody_to_accredit(client, record):
    response = client.post(
        f"{LIST}personne/", {"holder": record.learner.member_id, "act": ACT, "starts_on": "2026-09-03"}
    )
    assert (response.status_code, Accreditation.objects.count()) == (422, 0)
    assert client.get(f"{LIST}personne/").content.decode().count("Delpech") == 0


def test_an_accreditation_is_ended(client, epm):
    accreditation = AccreditationFactory(epm=epm)
    path = f"{LIST}{accreditation.pk}/fin/"
    assert client.get(path).content.decode().count("n° 12") == 1
    client.post(path, {"last_day": today().isoformat(), "reason": "Départ"})
    accreditation.refresh_from_db()
    assert (accreditation.ends_on, accreditation.withdrawal) == (today(), "Départ")


def test_an_end_that_is_refused_says_why(client):
    accreditation = ValidationFactory().accreditation
    response = client.post(f"{LIST}{accreditation.pk}/fin/", {"last_day": today(-1).isoformat(), "reason": "Départ"})
    assert response.status_code == 422
    assert response.content.decode().count("signée sous cette habilitation") == 1
    accreditation.refresh_from_db()
    assert accreditation.ends_on is None


def test_what_has_ended_is_not_ended_again(client):
    ended = AccreditationFactory(ends_on=today(-1))
    assert client.get(f"{LIST}{ended.pk}/fin/").status_code == 404


@pytest.mark.parametrize("who", ["animator", "evaluator", "territorial", "other_territorial"])
def test_nobody_else_in_the_network_reads_or_notes_accreditations(request, client_of, centre, who):
    client = client_of(request.getfixturevalue(who))
    count = Accreditation.objects.count()
    end = f"{LIST}{Accreditation.objects.get(epm=centre).pk}/fin/"
    for path in (LIST, f"{LIST}?terminees", f"{LIST}centre/", f"{LIST}personne/", end):
        assert client.get(path).status_code == 404
    given = {"holder": centre.pk, "act": ACT, "starts_on": "2026-09-03", "last_day": "2026-09-03", "reason": "Non"}
    for path in (f"{LIST}centre/", f"{LIST}personne/", end):
        assert client.post(path, given).status_code == 404
    assert Accreditation.objects.filter(ends_on__isnull=True).count() == count


def test_learners_and_visitors_read_no_accreditation(client_of, record, centre):
    assert client_of(record.learner.member).get(LIST).status_code == 404
    assert Client().get(LIST).status_code == 302
