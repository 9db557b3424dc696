"""The page of the map: the places that the list has, as marks that lead to them."""

import pytest
from lxml import html

from reseau.places.models.epm import EPM
from tests.factories.reseau import CommuneFactory, EPMFactory

pytestmark = pytest.mark.django_db
MAP = "/annuaire/carte/"


@pytest.fixture
def places(figeac):
    """Two places that stand apart, two in one village, and a closed one."""
    for name, latitude, longitude in (
        ("Gramat", 44.78, 1.72),
        ("Cahors", 44.45, 1.44),
        ("Figeac", 44.61, 2.03),
        ("Figeac bis", 44.611, 2.031),
    ):
        EPMFactory(name=name, commune__territory=figeac, latitude=latitude, longitude=longitude)
    EPMFactory(name="Fermé", commune__territory=figeac, latitude=44.9, longitude=1.5, is_open=False)


def marks(response) -> list[tuple[str, str]]:
    page = html.fromstring(response.content.decode())
    links = page.xpath("//section[@id='carte']//svg//a")
    return [(link.get("aria-label"), link.get("href")) for link in links]


def test_visitor_reads_each_open_place_or_a_mark_that_gathers_several(client, places):
    found = marks(client.get(MAP))

    assert [label.partition(",")[0] for label, _url in found] == ["Gramat", "2\u00a0lieux ici", "Cahors"]
    assert found[0][1] == EPM.objects.get(name="Gramat").get_absolute_url()


def test_closed_place_is_on_the_map_of_members_alone(client, client_of, animator, places):
    assert "Fermé" not in client.get(MAP).content.decode().replace("Fermé</b>", "")
    assert [label for label, _url in marks(client_of(animator).get(MAP)) if label.startswith("Fermé")]


def test_mark_of_several_places_comes_closer_until_they_part(client, places):
    url, seen = MAP, []
    for _ in range(4):
        several = [(label, link) for label, link in marks(client.get(url)) if "lieux ici" in label]
        if not several:
            break
        ((label, link),) = several
        seen.append(label.rpartition(", ")[2])
        url = MAP + link.partition("#")[0]

    assert seen == ["agrandir la carte"] * 3 + ["en liste"]


def test_map_and_list_show_the_same_places_under_the_same_address(client, figeac, places):
    query = {"q": "gramat"}
    CommuneFactory(name="Rocamadour", territory=figeac)

    listed = [epm.pk for epm in client.get("/annuaire/", query).context["places"]]
    mapped = client.get(MAP, query).context

    assert mapped["total"]() == len(listed)


def test_search_of_a_commune_comes_near_to_it(client, places):
    assert client.get(MAP, {"q": "Commune"}).context["window"].zoom in (0, 2)
    assert client.get(MAP, {"q": EPM.objects.get(name="Gramat").commune.name}).context["window"].zoom == 2


@pytest.mark.parametrize(
    "query", ["zoom=9", "zoom=abc", "centre=ici", "centre=999,1", "centre=nan,nan", "centre=44.7", "zoom=3&centre=0,0"]
)
def test_address_that_means_nothing_shows_a_map(client, places, query):
    assert client.get(f"{MAP}?{query}").status_code == 200


def test_marks_are_drawn_in_numbers_that_a_browser_reads(client, places):
    for zoom in range(4):
        page = html.fromstring(client.get(MAP, {"zoom": zoom, "centre": "44.61,2.03"}).content.decode())
        numbers = page.xpath(
            "//section[@id='carte']//svg//@*[name()='cx' or name()='cy' or name()='r' or name()='font-size']"
        )
        assert numbers
        assert all(float(number) >= 0 for number in numbers)


def test_map_costs_the_same_with_1_and_30_places(client, client_of, animator, figeac, queries_of):
    EPMFactory(commune__territory=figeac, latitude=44.4, longitude=1.3)
    member = client_of(animator)
    counts = queries_of(client, MAP), queries_of(member, MAP)

    for number in range(29):
        EPMFactory(commune__territory=figeac, latitude=44.3 + number / 45, longitude=1.2 + number / 40)

    assert (queries_of(client, MAP), queries_of(member, MAP)) == counts
    assert max(counts) <= 12
    assert len(client.get(MAP).content) < 30_000
