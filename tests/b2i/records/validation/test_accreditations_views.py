"""Tests of the pages of accreditations."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from b2i.records.validation.models.accreditation import Accreditation
from tests.factories.validation import AccreditationFactory, ValidationFactory

pytestmark = pytest.mark.django_db
LIST = "/b2i/habilitations/"
ACT = "Arrêté du recteur, n° 46-12"


@pytest.fixture
def client(client_of, coordinator):
    return client_of(coordinator)


def today(days: int = 0):
    return timezone.localdate() + timedelta(days=days)


def listed_holders(response) -> list[str]:
    return [str(accreditation.holder) for accreditation in response.context["accreditations"]]


def test_centres_are_listed_before_persons(client, animator, epm, other_epm):
    AccreditationFactory(of_person=True, member=animator)
    AccreditationFactory(epm=other_epm)
    AccreditationFactory(epm=epm)
    assert listed_holders(client.get(LIST)) == ["EPM de Gramat", "EPM de Luzech", str(animator)]


def test_ended_accreditations_are_listed_apart(client, epm, other_epm):
    AccreditationFactory(epm=epm, ends_on=today(-1))
    AccreditationFactory(epm=other_epm, ends_on=today())
    assert listed_holders(client.get(LIST)) == ["EPM de Luzech"]
    assert listed_holders(client.get(LIST, {"terminees": ""})) == ["EPM de Gramat"]


@pytest.mark.parametrize(
    ("starts", "ends", "label"),
    [
        (1, None, "À venir"),
        (0, None, "En cours"),
        (0, 61, "En cours"),
        (0, 60, "Finit bientôt"),
        (0, 0, "Finit bientôt"),
    ],
)
def test_state_of_accreditation_is_shown(client, starts, ends, label):
    AccreditationFactory(starts_on=today(starts), ends_on=None if ends is None else today(ends))
    assert client.get(LIST).content.decode().count(f">{label}</span>") == 1


def test_withdrawn_accreditation_shows_reason(client, coordinator):
    AccreditationFactory(ends_on=today(-1), withdrawal="Changement de poste", withdrawn_by=coordinator)
    page = client.get(f"{LIST}?terminees").content.decode()
    assert page.count(f"Retrait par {coordinator}\u00a0: Changement de poste") == 1


def test_empty_list_is_explained(client):
    assert client.get(LIST).content.decode().count("personne ne peut encore valider") == 1
    assert client.get(f"{LIST}?terminees").content.decode().count("Rien n’est fini") == 1


def test_query_count_is_same_for_one_and_six_accreditations(client, animator):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        return len(captured)

    AccreditationFactory()
    with_one = queries()
    AccreditationFactory.create_batch(3)
    AccreditationFactory.create_batch(2, of_person=True)
    assert queries() == with_one <= 8


def test_accreditation_of_centre_is_noted(client, coordinator, epm, b2i_adultes):
    form_data = {"holder": epm.pk, "act": ACT, "starts_on": "2026-09-03", "ends_on": "2029-08-31"}
    response = client.post(f"{LIST}centre/", form_data, follow=True)
    accreditation = Accreditation.objects.get()
    assert (accreditation.epm, accreditation.framework, accreditation.noted_by) == (epm, b2i_adultes, coordinator)
    assert (accreditation.starts_on, accreditation.ends_on) == (date(2026, 9, 3), date(2029, 8, 31))
    assert response.content.decode().count("C’est noté\u00a0: l’agrément de l’EPM de Gramat.") == 1


def test_accreditation_of_person_is_noted(client, animator, b2i_adultes):
    client.post(f"{LIST}personne/", {"holder": animator.pk, "act": ACT, "starts_on": "2026-09-03"})
    assert (Accreditation.objects.get().member, Accreditation.objects.get().ends_on) == (animator, None)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"holder": ""}, "Choisissez un EPM."),
        ({"act": " "}, "Dites par quel acte."),
        ({"ends_on": "2026-09-02"}, "Le dernier jour vient après le premier."),
    ],
)
def test_refused_form_keeps_typed_data(client, epm, b2i_adultes, changed, message):
    form_data = {"holder": epm.pk, "act": ACT, "starts_on": "2026-09-03", "ends_on": ""} | changed
    response = client.post(f"{LIST}centre/", form_data)
    page = response.content.decode()
    assert (response.status_code, Accreditation.objects.count()) == (422, 0)
    assert (page.count(message), page.count('value="2026-09-03"')) == (2, 1)


def test_overlapping_accreditation_is_refused(client, epm, b2i_adultes):
    AccreditationFactory(epm=epm)
    response = client.post(f"{LIST}centre/", {"holder": epm.pk, "act": ACT, "starts_on": "2026-09-03"})
    assert (response.status_code, Accreditation.objects.count()) == (422, 1)
    assert response.content.decode().count("couvre déjà une partie de ces jours") == 1


def test_learner_cannot_be_accredited(client, record):
    response = client.post(
        f"{LIST}personne/", {"holder": record.learner.member_id, "act": ACT, "starts_on": "2026-09-03"}
    )
    assert (response.status_code, Accreditation.objects.count()) == (422, 0)
    assert client.get(f"{LIST}personne/").content.decode().count("Delpech") == 0


def test_accreditation_of_a_single_day_is_noted(client, epm):
    day = today().isoformat()
    client.post(f"{LIST}centre/", {"holder": epm.pk, "act": ACT, "starts_on": day, "ends_on": day})
    assert Accreditation.objects.get().ends_on == today()


def test_accreditation_is_ended(client, epm):
    accreditation = AccreditationFactory(epm=epm)
    path = f"{LIST}{accreditation.pk}/fin/"
    assert client.get(path).content.decode().count("n° 12") == 1
    client.post(path, {"last_day": today().isoformat(), "reason": "Départ"})
    accreditation.refresh_from_db()
    assert (accreditation.ends_on, accreditation.withdrawal) == (today(), "Départ")


def test_refused_end_is_explained(client):
    accreditation = ValidationFactory().accreditation
    response = client.post(f"{LIST}{accreditation.pk}/fin/", {"last_day": today(-1).isoformat(), "reason": "Départ"})
    assert response.status_code == 422
    assert response.content.decode().count("signée sous cette habilitation") == 1
    accreditation.refresh_from_db()
    assert accreditation.ends_on is None


def test_ended_accreditation_cannot_be_ended_again(client):
    accreditation = AccreditationFactory(ends_on=today(-1))
    assert client.get(f"{LIST}{accreditation.pk}/fin/").status_code == 404


@pytest.mark.parametrize("person", ["animator", "evaluator", "territorial", "other_territorial"])
def test_other_members_cannot_read_or_note_accreditations(request, client_of, centre, person):
    client = client_of(request.getfixturevalue(person))
    count = Accreditation.objects.count()
    end = f"{LIST}{Accreditation.objects.get(epm=centre).pk}/fin/"
    for path in (LIST, f"{LIST}?terminees", f"{LIST}centre/", f"{LIST}personne/", end):
        assert client.get(path).status_code == 404
    form_data = {"holder": centre.pk, "act": ACT, "starts_on": "2026-09-03", "last_day": "2026-09-03", "reason": "Non"}
    for path in (f"{LIST}centre/", f"{LIST}personne/", end):
        assert client.post(path, form_data).status_code == 404
    assert Accreditation.objects.filter(ends_on__isnull=True).count() == count


def test_learners_and_visitors_cannot_read_accreditations(client_of, record, centre):
    assert client_of(record.learner.member).get(LIST).status_code == 404
    assert Client().get(LIST).status_code == 302
