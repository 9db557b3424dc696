"""Public figures: each counts what its list shows to everybody, and none shows fewer than five people."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from extranet.public.presentation.figures import FIGURES, counted
from reseau.enums import Contract
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from tests.factories.deliveries import DeliveryFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.factories.ressources import DraftFactory, SheetFactory

pytestmark = pytest.mark.django_db


def values(*slugs: str) -> list[int]:
    return [figure.value for figure in counted(slugs)]


def test_open_places_and_their_communes_are_counted(epm):
    EPMFactory(commune=epm.commune)
    EPMFactory(is_open=False)

    assert values("lieux", "communes") == [2, 1]


def test_public_workshops_to_come_are_counted(epm):
    OpenWorkshopFactory(epm=epm)
    past = OpenWorkshopFactory(epm=epm)
    OpenWorkshop.objects.filter(pk=past.pk).update(date=timezone.localdate() - timedelta(days=2))
    OpenWorkshopFactory(epm=epm, cancelled_at=timezone.now())

    assert values("ateliers") == [1]


def test_sheets_that_everybody_reads_are_counted(client, site_tree, epm, animator):
    SheetFactory(epm=epm, author=animator)
    reserved = SheetFactory(epm=epm, author=animator)
    type(reserved).objects.filter(pk=reserved.pk).update(audience="member")
    DraftFactory(epm=epm, author=animator)

    assert values("fiches") == [1]


def test_workshops_of_the_last_twelve_months_are_counted():
    today = timezone.localdate()
    for days in (0, 364, 366):
        DeliveryFactory(date=today - timedelta(days=days))

    assert values("ateliers-animes") == [2]


@pytest.mark.parametrize(("people", "shown"), [(4, []), (5, [5])])
def test_people_are_counted_from_five_on(epm, people, shown):
    PositionFactory.create_batch(people, epm=epm)

    assert values("personnes") == shown


def test_volunteers_are_counted_apart_and_those_who_left_are_not(epm):
    PositionFactory.create_batch(6, epm=epm, contract=Contract.VOLUNTEER)
    PositionFactory(epm=epm, contract=Contract.PAID)
    yesterday = timezone.localdate() - timedelta(days=1)
    PositionFactory(epm=epm, start=yesterday - timedelta(days=9), end=yesterday)

    assert values("personnes", "benevoles") == [7, 6]


def test_nothing_to_count_is_left_out_rather_than_zero():
    assert counted([figure.slug for figure in FIGURES]) == []


def test_figures_lead_to_lists_that_everybody_may_open(client, site_tree):
    places = {figure.place for figure in FIGURES if figure.place}
    assert {name: client.get(reverse(name)).status_code for name in places} == dict.fromkeys(places, 200)


def test_page_shows_each_figure_with_its_words_and_its_list(client, write, epm):
    page = write("Chiffres", ("figures", {"title": "En bref", "figures": ["lieux"]}))
    text = " ".join(client.get(page.url).text.split())

    assert re.findall(r'<a href="/annuaire/"><b>(\d+)</b> (.+?)</a>', text) == [("1", "lieu ouvert à tous")]


def test_part_without_anything_to_count_is_left_out(client, write):
    page = write("Chiffres", ("figures", {"title": "En bref", "figures": ["ateliers"]}))

    assert "En bref" not in client.get(page.url).text
