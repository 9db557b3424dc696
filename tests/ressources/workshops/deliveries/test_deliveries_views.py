"""« J’ai animé cet atelier » in the browser: access, twice the same day, corrected, removed."""

import re
from datetime import date

import pytest
from django.urls import reverse

from ressources.authoring.publication.services import withdraw
from ressources.authoring.upkeep.services import mark_obsolete
from ressources.workshops.deliveries.models.delivery import Delivery
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.deliveries import DeliveryFactory
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db
TYPED = {"date": "2026-10-05", "headcount": "7", "minutes": "80", "again": "yes", "went_well": "", "to_mend": ""}
BUTTON = "J’ai animé cet atelier"


@pytest.fixture(autouse=True)
def _today():
    with freeze_time("2026-10-05 12:00"):
        yield


def url(name: str, instance) -> str:
    return reverse(f"ressources:{name}", args=[instance.pk])


def text(response) -> str:
    return response.content.decode()


def test_animator_records_a_delivery_with_default_values(client_of, sheet, stranger, other_epm):
    client = client_of(stranger)
    page = text(client.get(sheet.get_absolute_url()))
    assert f'href="{url("deliver", sheet)}"' in page
    assert BUTTON in re.sub("<[^>]+>", "", page)
    form = client.get(url("deliver", sheet)).context["form"]
    default_values = {name: form[name].value() for name in form.fields}

    response = client.post(url("deliver", sheet), default_values, follow=True)

    assert response.redirect_chain == [(sheet.get_absolute_url(), 302)]
    assert "C’est noté, merci" in text(response)
    assert '<a href="#terrain">Animé une\u00a0fois</a>' in text(response)
    delivery = Delivery.objects.get()
    assert (delivery.member, delivery.epm, delivery.date, delivery.headcount, delivery.minutes, delivery.again) == (
        stranger,
        other_epm,
        date(2026, 10, 5),
        8,
        60,
        "",
    )


def test_form_is_404_outside_the_network(client, client_of, sheet, epm, departed):
    learner = client_of(LearnerFactory(epm=epm).member)
    assert (learner.get(url("deliver", sheet)).status_code, learner.post(url("deliver", sheet), TYPED).status_code) == (
        404,
        404,
    )
    for outside in (client, client_of(departed)):
        assert outside.post(url("deliver", sheet), TYPED).status_code == 302
    assert Delivery.objects.count() == 0


def test_draft_cannot_be_recorded_as_run(client_of, draft, animator, territorial, coordinator):
    for member in (animator, territorial, coordinator):
        assert client_of(member).post(url("deliver", draft), TYPED).status_code == 404
    assert Delivery.objects.count() == 0


def test_obsolete_sheet_can_be_recorded_as_run(client_of, sheet, animator, stranger):
    mark_obsolete(page=sheet, by=animator, reason="Le site a changé.")
    assert "un atelier qui a eu lieu s’enregistre quand même" in text(client_of(stranger).get(url("deliver", sheet)))
    client_of(stranger).post(url("deliver", sheet), TYPED)
    assert Delivery.objects.count() == 1


def test_withdrawn_sheet_is_recorded_by_former_readers(client_of, sheet, animator, stranger, colleague, other_epm):
    DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger)
    withdraw(page=sheet, by=animator)
    answers = {
        member: client_of(member).post(url("deliver", sheet), TYPED, follow=True)
        for member in (stranger, animator, colleague)
    }
    assert [answer.status_code for answer in answers.values()] == [200, 200, 404]
    assert answers[stranger].redirect_chain == [("/ressources/mes-ateliers/", 302)]
    assert set(Delivery.objects.filter(date="2026-10-05").values_list("member", flat=True)) == {
        stranger.pk,
        animator.pk,
    }


def test_territorial_animator_records_for_their_territory_only(client_of, sheet, territorial, epm, other_epm):
    client = client_of(territorial)
    client.post(url("deliver", sheet), TYPED | {"epm": other_epm.pk})
    assert Delivery.objects.get().epm == epm  # the only EPM of the territory needs no choice


def test_foreign_epm_is_refused_and_form_data_is_kept(client_of, sheet, stranger, epm, figeac, cahors):
    PositionFactory(member=stranger, epm__commune__territory=cahors)
    form_data = TYPED | {"epm": epm.pk, "went_well": "Le tri sur la table."}
    response = client_of(stranger).post(url("deliver", sheet), form_data)
    assert "Choisissez un EPM où vous travaillez, ou de votre territoire." in text(response)
    assert ("Le tri sur la table.</textarea>" in text(response), 'value="80"' in text(response)) == (True, True)
    assert Delivery.objects.count() == 0


def test_second_report_of_a_day_replaces_the_first_once_confirmed(client_of, sheet, stranger):
    client = client_of(stranger)
    client.post(url("deliver", sheet), TYPED)
    first = Delivery.objects.get()
    assert client.post(url("deliver", sheet), TYPED).status_code == 302  # sent twice
    response = client.post(url("deliver", sheet), TYPED | {"headcount": "12", "to_mend": "Trop long."})
    assert "Vous avez déjà noté cet atelier ce jour-là, dans cet EPM." in text(response)
    assert "7 personnes, 1\u00a0h\u00a020" in text(response)
    assert f'href="{url("delivery_edit", first)}"' in text(response)
    assert "Trop long.</textarea>" in text(response)
    client.post(url("deliver", sheet), TYPED | {"headcount": "12", "to_mend": "Trop long.", "replace": "1"})
    assert list(Delivery.objects.values_list("pk", "headcount", "to_mend")) == [(first.pk, 12, "Trop long.")]


def test_errors_are_summarised_and_form_data_is_kept(client_of, sheet, stranger):
    response = client_of(stranger).post(url("deliver", sheet), TYPED | {"date": "2026-10-06", "headcount": "0"})
    assert "Il reste 2 points à corriger" in text(response)
    assert response.context["form"]["headcount"].value() == "0"


def test_form_data_is_kept_in_the_browser(client_of, sheet, stranger, other_epm):
    delivery = DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger)
    client = client_of(stranger)
    assert f'data-keep="animation-{sheet.pk}"' in text(client.get(url("deliver", sheet)))
    assert f'data-keep="animation-modif-{delivery.pk}"' in text(client.get(url("delivery_edit", delivery)))


def test_member_corrects_their_delivery(client_of, sheet, stranger, other_epm):
    delivery = DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger, date=date(2026, 10, 1))
    client = client_of(stranger)
    form = client.get(url("delivery_edit", delivery)).context["form"]
    assert [form[name].value() for name in ("date", "headcount", "minutes")] == [date(2026, 10, 1), 6, 75]
    response = client.post(url("delivery_edit", delivery), TYPED, follow=True)
    assert "C’est corrigé." in text(response)
    assert list(Delivery.objects.values_list("pk", "date", "headcount")) == [(delivery.pk, date(2026, 10, 5), 7)]


def test_correction_onto_a_recorded_day_is_refused_on_the_page(client_of, sheet, stranger, other_epm):
    DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger, date=date(2026, 10, 5))
    other = DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger, date=date(2026, 10, 1))
    response = client_of(stranger).post(url("delivery_edit", other), TYPED | {"replace": "1"})
    assert ("déjà noté" in text(response), 'name="replace"' in text(response)) == (True, False)
    assert Delivery.objects.count() == 2


def test_former_epm_stays_in_its_delivery(client_of, sheet, stranger, other_epm, epm):
    delivery = DeliveryFactory(sheet=sheet, epm=epm, member=stranger)
    form = client_of(stranger).get(url("delivery_edit", delivery)).context["form"]
    assert (form["epm"].value(), set(form.fields["epm"].queryset)) == (epm.pk, {epm, other_epm})
    client_of(stranger).post(url("delivery_edit", delivery), TYPED | {"epm": epm.pk})
    assert list(Delivery.objects.values_list("epm", "headcount")) == [(epm.pk, 7)]


def test_other_members_cannot_correct_it(
    client, client_of, sheet, stranger, other_epm, other_territorial, coordinator, animator
):
    delivery = DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger)
    for member in (animator, other_territorial, coordinator, LearnerFactory(epm=other_epm).member):
        for method in ("get", "post"):
            assert getattr(client_of(member), method)(url("delivery_edit", delivery), TYPED).status_code == 404
    assert client.get(url("delivery_edit", delivery)).status_code == 302
    assert Delivery.objects.get().headcount == 6


def test_only_its_member_and_watchers_of_its_territory_remove_it(
    client_of, sheet, stranger, other_epm, animator, territorial, other_territorial, coordinator, departed
):
    """`animator` wrote the sheet, `territorial` reviews it: the workshop took place in another territory."""
    learner = LearnerFactory(epm=other_epm).member
    answers = []
    for member in (animator, territorial, learner, stranger, other_territorial, coordinator):
        delivery = DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger)
        answers.append(client_of(member).post(url("delivery_remove", delivery)).status_code)
    assert answers == [404, 404, 404, 302, 302, 302]
    assert Delivery.objects.count() == 0
    delivery = DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger)
    assert client_of(stranger).get(url("delivery_remove", delivery)).status_code == 405
    client_of(departed).post(url("delivery_remove", delivery))
    assert Delivery.objects.count() == 1


def test_removal_redirects_to_the_previous_page(client_of, sheet, stranger, other_epm, coordinator):
    mine, other = (DeliveryFactory(sheet=sheet, epm=other_epm, member=stranger, date=date(2026, 9, n)) for n in (1, 2))
    own_removal = client_of(stranger).post(url("delivery_remove", mine), follow=True)
    watched_removal = client_of(coordinator).post(url("delivery_remove", other), follow=True)
    assert own_removal.redirect_chain == [("/ressources/mes-ateliers/", 302)]
    assert watched_removal.redirect_chain == [(url("deliveries", sheet), 302)]
    assert "L’atelier du mardi 1er septembre 2026 n’est plus compté." in text(own_removal)
