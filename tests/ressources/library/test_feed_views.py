"""The Atom feed: public sheets, valid XML for any text, not sent again if unchanged."""

from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ressources.authoring.publication.services import withdraw
from ressources.sheets.models.workshop import WorkshopPage
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db
FEED = "/ressources/flux.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


def parse_feed(response) -> ElementTree.Element:
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own answer


def titles(response) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in parse_feed(response).iter(f"{ATOM}entry")]


def test_feed_holds_published_public_sheets(
    client, client_of, animator, territorial, sheet, member_sheet, draft, submitted
):
    withdrawn_sheet = SheetFactory(epm=sheet.epm, author=animator)
    withdraw(page=withdrawn_sheet, by=territorial)
    # The same for everybody, since feeds are public.
    assert (titles(client.get(FEED)), titles(client_of(animator).get(FEED))) == ([sheet.title], [sheet.title])


def test_feed_is_valid_atom(client, epm, animator):
    sheet = SheetFactory(epm=epm, author=animator, data__tags=("courriel", "arnaque"))
    response = client.get(FEED)
    feed = parse_feed(response)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert (feed.tag, feed.get("{http://www.w3.org/XML/1998/namespace}lang")) == (f"{ATOM}feed", "fr")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": f"{settings.ORIGIN}/ressources/", "self": f"{settings.ORIGIN}{FEED}"}
    entry = feed.find(f"{ATOM}entry")
    assert {name: entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "published", "summary", "rights")} == {
        "id": f"urn:uuid:{sheet.translation_key}",
        "title": sheet.title,
        "published": "2026-03-12T09:00:00+00:00",
        "summary": sheet.aim,
        "rights": "Licence CC BY-SA 4.0",
    }
    assert entry.find(f"{ATOM}link").get("href") == f"{settings.ORIGIN}{sheet.get_absolute_url()}"
    assert [tag.get("term") for tag in entry.findall(f"{ATOM}category")] == ["arnaque", "courriel"]
    assert [element for element in ("id", "title", "updated") if not feed.findtext(f"{ATOM}{element}")] == []


def test_feed_names_the_place_but_no_person(client, sheet, animator):
    response = client.get(FEED)
    assert parse_feed(response).findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == "EPM de Gramat"
    assert animator.get_full_name() not in response.content.decode()


def test_feed_survives_control_characters(client, epm, sheet):
    SheetFactory(epm=epm, data__title="<b>Gras</b> & « œuvre » ]]>")
    WorkshopPage.objects.filter(pk=sheet.pk).update(title="Bip\x07 bip\x0b", aim="\x00"[1:] + "Un\x1fdeux")
    assert titles(client.get(FEED)) == ["<b>Gras</b> & « œuvre » ]]>", "Bip bip"]


def test_empty_feed_is_valid(client):
    assert titles(client.get(FEED)) == []


def test_unchanged_feed_is_not_sent_again(client, sheet, animator, territorial):
    first = client.get(FEED)
    assert first["Cache-Control"] == "public, max-age=600"
    headers = {"if-none-match": first["ETag"]}
    assert client.get(FEED, headers=headers).status_code == 304
    withdraw(page=sheet, by=territorial)
    assert client.get(FEED, headers=headers).status_code == 200


def test_feed_uses_the_same_queries_for_one_and_thirty_sheets(client, client_of, epm, animator):
    def count_queries(reader) -> int:
        with CaptureQueriesContext(connection) as captured_queries:
            reader.get(FEED)
        assert [query["sql"] for query in captured_queries if not query["sql"].lstrip("(").startswith("SELECT")] == []
        return len(captured_queries)

    SheetFactory(epm=epm, author=animator, data__tags=("photo",))
    query_count = count_queries(client)
    for _ in range(31):
        SheetFactory(epm=epm, author=animator, data__tags=("photo", "image"))
    assert (count_queries(client), len(titles(client.get(FEED)))) == (query_count, 30)
    assert query_count <= 2


def test_feed_is_discovered_from_the_library_and_from_a_sheet(client, sheet):
    link = f'<link rel="alternate" type="application/atom+xml" title="Nouvelles fiches d’atelier" href="{FEED}">'
    for page in ("/ressources/", sheet.get_absolute_url()):
        head = client.get(page).content.decode().partition("</head>")[0]
        assert head.count(link) == 1


def test_feed_accepts_only_get(client):
    assert client.post(FEED).status_code == 405
