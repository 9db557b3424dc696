"""Records are written by members; those that may be the same show themselves meanwhile."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from patrimoine.sites.twins import find_twins
from tests.factories.patrimoine import HeritagePlaceFactory
from tests.factories.reseau import CommuneFactory

pytestmark = pytest.mark.django_db
NEW = reverse("patrimoine:new")


@pytest.fixture
def peyrevive(figeac):
    return CommuneFactory(
        name="Peyrevive",
        territory=figeac,
        latitude=44.78,
        longitude=1.72,
        town_hall_latitude=44.779,
        town_hall_longitude=1.724,
    )


def typed(**values) -> dict:
    return {
        "name": "La fontaine haute",
        "commune": "peyrevive",
        "position": "",
        "theme": "eau",
        "period": "xixe",
    } | values


def test_member_begins_a_draft_with_a_name_a_commune_and_a_theme(client_of, animator, epm, peyrevive):
    response = client_of(animator).post(NEW, typed())

    place = HeritagePlace.objects.get()
    assert response.url == place.get_absolute_url() == "/patrimoine/lieux/la-fontaine-haute-peyrevive/"
    assert (place.author, place.epm, place.commune, place.state) == (animator, epm, peyrevive, HeritageState.DRAFT)
    assert (place.latitude, place.longitude) == (44.779, 1.724)


@pytest.mark.parametrize("position", ["44.7812, 1.7303", "44,7812 1,7303", "(44.7812; 1.7303)"])
def test_position_is_read_as_maps_copy_it(client_of, animator, peyrevive, position):
    client_of(animator).post(NEW, typed(position=position))
    place = HeritagePlace.objects.get()
    assert (place.latitude, place.longitude) == (44.7812, 1.7303)


@pytest.mark.parametrize("position", ["44.78", "hier", "1.7242, 44.7791", "444.7, 1.7"])
def test_wrong_position_is_refused_beside_its_field(client_of, animator, peyrevive, position):
    response = client_of(animator).post(NEW, typed(position=position))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["position"])
    assert not HeritagePlace.objects.exists()


def test_same_name_gets_another_address(client_of, animator, peyrevive):
    browser = client_of(animator)
    browser.post(NEW, typed())
    browser.post(NEW, typed())
    slugs = ["la-fontaine-haute-peyrevive", "la-fontaine-haute-peyrevive-2"]
    assert list(HeritagePlace.objects.order_by("slug").values_list("slug", flat=True)) == slugs


def test_nobody_outside_the_network_writes(client_of, outsider, peyrevive):
    browser = client_of(outsider)
    assert {browser.get(NEW).status_code, browser.post(NEW, typed()).status_code} <= {302, 404}
    assert not HeritagePlace.objects.exists()


def test_the_same_place_shows_itself_while_one_types(client_of, animator, peyrevive):
    known = HeritagePlaceFactory(name="Fontaine Haute", commune=peyrevive, latitude=44.78, longitude=1.73)
    HeritagePlaceFactory(name="Fontaine Haute", slug="loin", commune=peyrevive, latitude=44.9, longitude=1.73)
    HeritagePlaceFactory(name="Le moulin", commune=peyrevive, latitude=44.785, longitude=1.735)
    HeritagePlaceFactory(
        name="Fontaine Haute", slug="brouillon", draft=True, commune=peyrevive, latitude=44.78, longitude=1.73
    )

    answer = client_of(animator).get(reverse("patrimoine:twins"), {"nom": "la fontaine haute", "commune": "Peyrevive"})

    assertContains(answer, known.get_absolute_url(), count=1)
    for other in ("le-moulin", "loin", "brouillon"):
        assertNotContains(answer, f"/{other}/")


def test_what_stands_beside_is_shown_whatever_its_name(animator, peyrevive):
    beside = HeritagePlaceFactory(name="Le lavoir", commune=peyrevive, latitude=44.7791, longitude=1.7241)
    far = HeritagePlaceFactory(name="Le four", commune=peyrevive, latitude=44.79, longitude=1.7241)

    twins = find_twins(animator, name="La croix", latitude=44.779, longitude=1.724)
    assert [(twin.place, twin.distance) for twin in twins] == [(beside, "à 10\u00a0m")]
    assert find_twins(animator, name="La croix", latitude=44.7791, longitude=1.7241, but=beside.pk) == []
    named = find_twins(animator, name="un four", latitude=44.779, longitude=1.724)
    assert [twin.place for twin in named] == [far, beside]


def test_position_far_from_the_commune_is_refused(client_of, animator, peyrevive):
    response = client_of(animator).post(NEW, typed(position="44.45, 1.44"))
    assertContains(response, "à plus de 15\u00a0km de Peyrevive", status_code=422)
