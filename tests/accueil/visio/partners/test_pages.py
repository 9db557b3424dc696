"""Pages of the coordination: partners, services, offices, motives; nobody else opens them."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from accueil.visio.partners.enums import PartnerState
from accueil.visio.partners.models import InterviewMotive, Partner
from tests.factories.accueil import PartnerOfficeFactory
from tests.factories.reseau import CommuneFactory

pytestmark = pytest.mark.django_db
TYPED = {"short_name": "MSA", "name": "Mutualité sociale agricole", "state": "coming", "presentation": "", "advice": ""}


def test_partner_is_added_then_changed_and_keeps_its_address(client_of, coordinator):
    client = client_of(coordinator)

    response = client.post(reverse("accueil:partner_add"), TYPED | {"email": "msa@example.org"}, follow=True)
    partner = Partner.objects.get()
    assertContains(response, "Mutualité sociale agricole")
    client.post(reverse("accueil:partner_edit", args=["msa"]), TYPED | {"short_name": "MSA du Lot", "state": "open"})

    partner.refresh_from_db()
    assert (partner.short_name, partner.slug, partner.state) == ("MSA du Lot", "msa", PartnerState.OPEN)


def test_partner_of_the_same_name_is_refused_and_nothing_typed_is_lost(client_of, coordinator, partner):
    response = client_of(coordinator).post(reverse("accueil:partner_add"), TYPED | {"short_name": partner.short_name})

    assert response.status_code == 422
    assertContains(response, "Mutualité sociale agricole", status_code=422)


def test_service_lasts_quarters_of_an_hour(client_of, coordinator, partner):
    client, url = client_of(coordinator), reverse("accueil:service_add", args=["caf"])

    refused = client.post(url, {"name": "Logement", "minutes": "20", "is_offered": "on"})
    client.post(url, {"name": "Logement", "minutes": "45", "is_offered": "on"})
    service = partner.services.get()
    client.post(reverse("accueil:service_edit", args=["caf", service.pk]), {"name": "Logement", "minutes": "60"})

    service.refresh_from_db()
    assert list(refused.context["form"].errors) == ["minutes"]
    assert (service.minutes, service.is_offered) == (60, False)


def test_second_service_of_one_name_is_refused(client_of, coordinator, service):
    response = client_of(coordinator).post(
        reverse("accueil:service_add", args=["caf"]), {"name": service.name, "minutes": "30"}
    )

    assertContains(response, "Ce partenaire a déjà un service de ce nom.", status_code=422)


def test_office_is_added_by_its_postcode_and_removed(client_of, coordinator, partner):
    commune = CommuneFactory(name="Cahors", postal_codes="46000")
    client, url = client_of(coordinator), reverse("accueil:partner_record", args=["caf"])

    client.post(url, {"commune": "46000"})
    again = client.post(url, {"commune": "Cahors"})
    unknown = client.post(url, {"commune": "Tombouctou"})
    office = partner.offices.get()
    client.post(reverse("accueil:office_remove", args=[office.pk]))

    assert (office.commune, partner.offices.count()) == (commune, 0)
    assertContains(again, "Cette agence est déjà notée.", status_code=422)
    assertContains(unknown, "Aucune commune du département", status_code=422)


def test_motive_leaves_the_lists_without_being_forgotten(client_of, coordinator, motive):
    client = client_of(coordinator)

    twice = client.post(reverse("accueil:motives"), {"words": motive.words, "is_offered": "on"})
    client.post(reverse("accueil:motive", args=[motive.pk]), {"words": "Suivre un dossier"})

    assert twice.status_code == 422
    assert InterviewMotive.objects.values_list("words", "is_offered").get() == ("Suivre un dossier", False)


@pytest.mark.parametrize("count", [1, 3])
def test_partners_are_listed_under_one_count_of_queries(client_of, coordinator, count, django_assert_num_queries):
    for _ in range(count):
        PartnerOfficeFactory()
    client = client_of(coordinator)
    client.get(reverse("accueil:partners"))

    with django_assert_num_queries(8):
        response = client.get(reverse("accueil:partners"))

    assert len(response.context["partners"]) == count


def addresses(partner, service, motive) -> list[str]:
    office = PartnerOfficeFactory(partner=partner)
    return [
        reverse("accueil:partners"),
        reverse("accueil:partner_add"),
        reverse("accueil:partner_record", args=[partner.slug]),
        reverse("accueil:partner_edit", args=[partner.slug]),
        reverse("accueil:service_add", args=[partner.slug]),
        reverse("accueil:service_edit", args=[partner.slug, service.pk]),
        reverse("accueil:motives"),
        reverse("accueil:motive", args=[motive.pk]),
        reverse("accueil:office_remove", args=[office.pk]),
    ]


def assert_closed(client, partner, service, motive) -> None:
    for url in addresses(partner, service, motive):
        assert client.get(url).status_code in {302, 404, 405}
        client.post(url, TYPED | {"name": "Autre", "minutes": "60", "words": "Autre", "commune": "46000"})
    service.refresh_from_db()
    assert (Partner.objects.count(), service.minutes, partner.offices.count()) == (1, 30, 1)


@pytest.mark.parametrize("name", ["animator", "territorial"])
def test_members_without_coordination_change_nothing(client_of, partner, service, motive, name, request):
    assert_closed(client_of(request.getfixturevalue(name)), partner, service, motive)


def test_outsiders_change_nothing(client_of, partner, service, motive, outsider):
    assert_closed(client_of(outsider), partner, service, motive)
