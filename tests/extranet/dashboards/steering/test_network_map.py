"""The map of the network: as many EPM as its two lists name."""

import datetime

import pytest
from django.utils import timezone

from extranet.dashboards.steering.network_map import network_map
from extranet.dashboards.steering.scope import Scope, last_twelve_months
from tests.factories.deliveries import DeliveryFactory
from tests.factories.reseau import EPMFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db
MAP = "/pilotage/carte/"


@pytest.fixture
def places(site_tree, epm, other_epm, figeac, animator):
    """Two EPM far from one another, one of which runs workshops, and a closed one."""
    sheet = SheetFactory(epm=epm, author=animator)
    DeliveryFactory(sheet=sheet, epm=epm, member=animator, date=timezone.localdate() - datetime.timedelta(days=3))
    type(epm).objects.filter(pk=epm.pk).update(latitude=44.78, longitude=1.72)
    type(epm).objects.filter(pk=other_epm.pk).update(latitude=44.48, longitude=1.29)
    EPMFactory(is_open=False, commune__territory=figeac)
    return epm, other_epm


def test_map_counts_each_open_place_once(places):
    drawn = network_map(Scope(last_twelve_months(timezone.localdate())))

    assert (drawn.active, drawn.silent) == (1, 1)
    assert {(mark.label, mark.url) for mark in drawn.marks} == {
        ("EPM de Gramat, un atelier au moins", places[0].get_absolute_url()),
        ("EPM de Luzech, aucun atelier noté", places[1].get_absolute_url()),
    }


def test_near_places_share_a_mark(places):
    type(places[0]).objects.update(latitude=44.5, longitude=1.5)

    (mark,) = network_map(Scope(last_twelve_months(timezone.localdate()))).marks

    assert (mark.count, mark.active, mark.label) == (2, 1, "2\u00a0EPM, dont 1 avec des ateliers")


@pytest.mark.parametrize("name", ["coordinator", "territorial"])
def test_numbers_of_the_map_are_those_of_its_lists(client_of, places, name, request):
    client = client_of(request.getfixturevalue(name))

    page = client.get(MAP).context

    lists = [client.get(page[url]) for url in ("active", "silent")]
    counts = [len(answer.context["list_rows"]) for answer in lists]
    assert counts == [page["map"].active, page["map"].silent]


def test_map_is_closed_to_others(client_of, animator, places):
    assert client_of(animator).get(MAP).status_code == 404


def test_map_costs_the_same_with_more(client_of, coordinator, places, django_assert_num_queries):
    client = client_of(coordinator)
    client.get(MAP)
    with django_assert_num_queries(6):
        client.get(MAP)
    EPMFactory.create_batch(3)

    with django_assert_num_queries(6):
        client.get(MAP)
