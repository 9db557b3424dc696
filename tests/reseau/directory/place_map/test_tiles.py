"""The detailed map: not a byte of it without tiles; with them, on the page of the map alone."""

import pytest

from reseau.directory.place_map.place_points import MOST_POINTS
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db
MAP, POINTS = "/annuaire/carte/", "/annuaire/carte/points.json"
TILES = "https://tuiles.example.org/{z}/{x}/{y}.png"


@pytest.fixture
def tiles(settings):
    settings.TILES_URL = TILES


def images_of(response) -> str:
    (images,) = [part for part in response.headers["content-security-policy"].split("; ") if "img-src" in part]
    return images


def test_without_tiles_nothing_tells_of_the_detailed_map(client, epm, settings):
    settings.TILES_URL = ""
    response = client.get(MAP)
    assert [response.text.count(word) for word in ("leaflet", "detailed-map", "points.json", "Carte détaillée")] == [
        0
    ] * 4
    assert images_of(response) == "img-src 'self' data:"


def test_without_tiles_its_package_is_no_application(settings):
    assert "leaflet" not in settings.INSTALLED_APPS


def test_with_tiles_the_map_may_load_their_images(client, epm, tiles):
    response = client.get(MAP)
    assert images_of(response) == "img-src 'self' data: https://tuiles.example.org"
    assert [response.text.count(word) for word in (f'data-tiles="{TILES}"', "js/detailed-map.js")] == [1, 1]
    # Nothing of Leaflet is loaded before the click.
    assert [response.text.count(tag) for tag in ('src="/static/leaflet', 'href="/static/leaflet')] == [0, 0]


def test_no_other_page_may_load_them(client, epm, tiles):
    for page in ("/annuaire/", epm.get_absolute_url()):
        assert images_of(client.get(page)) == "img-src 'self' data:"


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://{s}.tuiles.example.org/{z}/{x}/{y}.png", "https://*.tuiles.example.org"),
        ("https://tuiles.example.org:8443/{z}/{x}/{y}.png?cle=abc", "https://tuiles.example.org:8443"),
    ],
)
def test_policy_names_the_host_and_nothing_else(client, epm, settings, address, origin):
    settings.TILES_URL = address
    assert images_of(client.get(MAP)) == f"img-src 'self' data: {origin}"


def test_points_are_those_of_the_search(client, client_of, animator, epm, other_epm, tiles):
    EPMFactory(name="Fermé", is_open=False)
    answer = client.get(POINTS, {"q": "Luzech"}).json()
    assert [place["name"] for place in answer["places"]] == [epm.name, other_epm.name]
    answer = client.get(POINTS, {"territoire": "figeac"}).json()
    assert answer == {
        "total": 1,
        "places": [
            {
                "latitude": epm.latitude,
                "longitude": epm.longitude,
                "name": epm.name,
                "words": epm.opening_words,
                "state": epm.opening.state.value,
                "url": epm.get_absolute_url(),
            }
        ],
    }
    assert client_of(animator).get(POINTS).json()["total"] == 3


def test_points_cost_the_same_with_more(client, epm, tiles, queries_of):
    with_one = queries_of(client, POINTS)
    EPMFactory.create_batch(9)
    assert queries_of(client, POINTS) == with_one
    assert MOST_POINTS == 1_000
