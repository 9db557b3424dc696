"""Covers and pictures of shared links over HTTP: for everybody, without the database, kept for good."""

import io

import pytest
from PIL import Image

from reseau.documents.drawings.colours import Theme
from ressources.authoring.publication.services import withdraw
from ressources.library.covers.cover import Cover, drawing_version
from tests.factories.ressources import SheetFactory

COVER = Cover("acheter-en-ligne", (2, 4), "shopping-cart")


def address(**parts: str) -> str:
    default_parts = {"theme": "auto", "domains": "24", "pictogram": "mail", "slug": "fiche"}
    names = {"version": drawing_version(), **default_parts, **parts}
    return "/ressources/couvertures/{version}/{theme}/{domains}/{pictogram}/{slug}.svg".format(**names)


def png_of(response) -> Image.Image:
    assert response["Content-Type"] == "image/png"
    return Image.open(io.BytesIO(response.content))


def test_visitor_gets_the_cover_without_a_query_and_keeps_it(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(COVER.url(Theme.AUTO))
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.content.decode() == COVER.svg(Theme.AUTO)
    assert (response["Vary"], dict(response.cookies)) == ("Accept-Encoding", {})


def test_nobody_is_looked_up_for_a_cover(client_of, animator, django_assert_num_queries):
    browser = client_of(animator)
    with django_assert_num_queries(0):
        response = browser.get(address())
    assert (response.status_code, response["Vary"]) == (200, "Accept-Encoding")


def test_picture_opened_alone_may_have_its_style_and_no_script(client, db):
    policy = client.get(address())["Content-Security-Policy"]
    assert sorted(policy.split("; ")) == ["default-src 'none'", "style-src 'unsafe-inline'"]


@pytest.mark.parametrize("theme", ["auto", "clair", "sombre"])
def test_address_chooses_the_theme(client, db, theme):
    svg = client.get(address(theme=theme)).content.decode()
    assert svg == Cover("fiche", (2, 4), "mail").svg(Theme(theme))


@pytest.mark.parametrize(
    "parts",
    [
        {"theme": "dark"},
        {"domains": "6"},
        {"domains": "22"},
        {"domains": "123"},
        {"domains": "02"},
        {"domains": "²"},
        {"pictogram": "menu"},
        {"pictogram": "<script>"},
        {"slug": "a b"},
        {"slug": "..%2Fx"},
        {"slug": "x" * 256},
        {"slug": "a'b"},
    ],
)
def test_odd_address_is_not_found(client, db, parts):
    assert client.get(address(**parts)).status_code == 404


def test_address_of_a_former_release_shows_the_drawing_for_a_short_time(client, db):
    response = client.get(address(version="0badcafe"))
    assert (response.status_code, response["Cache-Control"]) == (200, "public, max-age=300")


def test_cover_is_only_read(client, db):
    assert client.post(address()).status_code == 405


def test_picture_of_a_shared_sheet_has_the_size_that_programs_expect(client, sheet):
    response = client.get(f"/ressources/{sheet.slug}/partage.png")
    assert png_of(response).size == (1200, 630)
    assert sorted(response["Cache-Control"].split(", ")) == ["max-age=86400", "public"]


def test_pictures_of_two_sheets_differ(client, sheet, epm, animator):
    other = SheetFactory(epm=epm, author=animator, data__title="Une autre fiche " * 12)
    pictures = {client.get(f"/ressources/{each.slug}/partage.png").content for each in (sheet, other)}
    assert len(pictures) == 2


def test_picture_is_of_public_sheets_alone(client, client_of, sheet, member_sheet, draft, animator, territorial):
    withdraw(page=sheet, by=territorial)
    hidden = [f"/ressources/{slug}/partage.png" for slug in (sheet.slug, member_sheet.slug, draft.slug, "nulle-part")]
    readers = (client, client_of(animator))
    assert {reader.get(url).status_code for url in hidden for reader in readers} == {404}


def test_shared_pages_name_their_picture(client, client_of, sheet, member_sheet, animator):
    page = client.get(sheet.get_absolute_url()).content.decode()
    assert f'<meta property="og:image" content="http://localhost:8000/ressources/{sheet.slug}/partage.png">' in page
    assert f'<meta property="og:title" content="{sheet.title}">' in page
    assert page.count('property="og:image"') == 1
    assert '<meta property="og:type" content="article">' in page
    assert '<meta property="og:type" content="website">' in client.get("/ressources/").content.decode()
    general = '<meta property="og:image" content="http://localhost:8000/ressources/partage.png">'
    assert general in client.get("/ressources/").content.decode()
    for hidden_page in (member_sheet.get_absolute_url(), "/ressources/"):
        assert "og:image" not in client_of(animator).get(hidden_page).content.decode()


def test_general_picture_is_for_every_visitor(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/ressources/partage.png")
    assert png_of(response).size == (1200, 630)
