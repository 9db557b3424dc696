"""The page for a frame on another website, alone to be framed; the code that a town hall copies."""

import re

import pytest

from tests.factories.reseau import CommuneFactory, EPMFactory

pytestmark = pytest.mark.django_db
HELPER = "/annuaire/integrer/"
KILOMETRE = 1 / 111.2


@pytest.fixture
def gramat(figeac):
    """A commune with a place of its own, the second nearest to its town hall."""
    commune = CommuneFactory(insee_code="46128", name="Gramat", territory=figeac)
    EPMFactory(commune=commune, name="EPM de Gramat", slug="gramat", latitude=44.78 + 2 * KILOMETRE)
    for name, kilometres in (("Lavergne", 1), ("Rocamadour", 9), ("Figeac", 30), ("Cahors", 40)):
        place = {"name": f"EPM de {name}", "latitude": 44.78 + kilometres * KILOMETRE}
        EPMFactory(commune__name=name, commune__territory=figeac, **place)
    return commune


@pytest.fixture
def framed(client, gramat):
    return client.get(f"{HELPER}46128/")


def policy_of(response) -> dict[str, str]:
    directives = (directive.split(" ", 1) for directive in response["Content-Security-Policy"].split("; "))
    return dict(directives)


def test_own_place_comes_first_then_neighbours_with_their_distance(framed):
    names = re.findall(r'class="title" href="[^"]+">([^<]+)<', framed.content.decode())
    assert names == ["EPM de Gramat", "EPM de Lavergne", "EPM de Rocamadour"]
    assert re.findall(r">(à \d+\u00a0km)<", framed.content.decode()) == ["à 1\u00a0km", "à 9\u00a0km"]
    assert framed.content.decode().count("<li>Mardi\u00a0: 14\u00a0h\u00a0–\u2060\u00a018\u00a0h</li>") == 3


def test_commune_far_from_any_place_reads_the_three_nearest(client, gramat):
    far = CommuneFactory(insee_code="46333", name="Loin", territory=gramat.territory, town_hall_latitude=45.3)
    page = client.get(f"{HELPER}{far.pk}/").content.decode()
    assert re.findall(r">(EPM de \w+)<", page) == ["EPM de Cahors", "EPM de Figeac", "EPM de Rocamadour"]


def test_framed_page_may_be_shown_by_any_website_and_runs_nothing(framed):
    policy = policy_of(framed)
    assert (policy["frame-ancestors"], policy["script-src"], policy["form-action"]) == ("*", "'none'", "'none'")
    assert "X-Frame-Options" not in framed
    assert (framed["Cache-Control"], framed.cookies.output()) == ("public, max-age=300", "")
    page = framed.content.decode()
    assert [page.count(text) for text in ("<script", "<form", "<img", '<base target="_top">')] == [0, 0, 0, 1]


@pytest.mark.parametrize("path", ["/", HELPER, "/annuaire/", "/annuaire/gramat/", "/annuaire/carte/", "/connexion/"])
def test_every_other_page_stays_out_of_frames(client, site_tree, gramat, path):
    response = client.get(path)
    assert (policy_of(response)["frame-ancestors"], response["X-Frame-Options"]) == ("'self'", "SAMEORIGIN")


def test_unknown_commune_is_not_found_and_not_framed(client, gramat):
    response = client.get(f"{HELPER}99999/")
    assert (response.status_code, policy_of(response)["frame-ancestors"]) == (404, "'self'")


def test_closed_place_and_addresses_of_people_are_not_shown(client_of, animator, gramat):
    place = EPMFactory(commune=gramat, name="Lieu fermé", is_open=False)
    EPMFactory(commune=gramat, name="Lieu ouvert", email="lieu@example.org")
    page = client_of(animator).get(f"{HELPER}46128/").content.decode()
    assert [page.count(text) for text in (place.name, "Lieu ouvert", "lieu@example.org")] == [0, 1, 0]


def test_town_hall_reads_its_places_and_copies_the_code(client, settings, gramat):
    settings.ORIGIN = "https://extranet.example.org"
    page = client.get(HELPER, {"q": "gramat"}).content.decode()
    assert page.count("EPM de Lavergne</a>") == 1
    assert page.count(
        "&lt;iframe src=&quot;https://extranet.example.org/annuaire/integrer/46128/&quot; "
        "title=&quot;Se faire aider avec le numérique près de Gramat&quot;"
    ) == 1  # fmt: skip
    assert page.count("&lt;a href=&quot;https://extranet.example.org/annuaire/?q=Gramat&quot;&gt;") == 1


def test_unknown_name_is_told(client, gramat):
    assert client.get(HELPER, {"q": "xylophone"}).content.decode().count("Aucune commune du Lot ne porte ce nom") == 1


def test_pages_cost_the_same_queries_with_1_and_5_places(client, figeac, queries_of):
    commune = CommuneFactory(insee_code="46128", name="Gramat", territory=figeac)
    EPMFactory(commune=commune)
    paths = (f"{HELPER}46128/", f"{HELPER}?q=gramat")
    with_one = [queries_of(client, path) for path in paths]

    EPMFactory.create_batch(4, commune=commune)

    assert [queries_of(client, path) for path in paths] == with_one
