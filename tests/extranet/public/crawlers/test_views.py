"""What machines ask for: public pages alone, on the public address of the site."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from lxml import etree

from tests.factories.patrimoine import HeritagePlaceFactory
from tests.factories.reseau import EPMFactory
from tests.factories.ressources import DraftFactory, SheetFactory

pytestmark = pytest.mark.django_db
ORIGIN = "https://lot.example"
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def _origin(settings):
    settings.ORIGIN = ORIGIN


def listed(client) -> list[str]:
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    return [address.removeprefix(ORIGIN) for address in tree.xpath("//s:loc/text()", namespaces=NAMESPACE)]


def test_robots_are_led_to_the_sitemap_and_away_from_private_pages(client):
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()

    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in lines
    assert {"Disallow: /admin/", "Disallow: /recherche/", "Disallow: /membres/"} <= set(lines)
    assert "Disallow: /" not in lines


def test_demonstration_asks_not_to_be_indexed(client, settings):
    settings.DEMO = True

    assert "Disallow: /" in client.get("/robots.txt").content.decode().splitlines()


def test_sitemap_lists_what_everybody_may_read(client, site_tree, epm, animator):
    sheet = SheetFactory(epm=epm, author=animator)
    reserved = SheetFactory(epm=epm, author=animator)
    type(reserved).objects.filter(pk=reserved.pk).update(audience="member")
    draft = DraftFactory(epm=epm, author=animator)
    closed = EPMFactory(is_open=False)
    heritage, sent_heritage = HeritagePlaceFactory(), HeritagePlaceFactory(submitted=True)
    addresses = listed(client)

    assert {"/", "/annuaire/", "/contact/", "/mentions-legales/", "/b2i/"} <= set(addresses)
    assert {thing.get_absolute_url() for thing in (sheet, epm, heritage)} <= set(addresses)
    assert not {thing.get_absolute_url() for thing in (reserved, draft, closed, sent_heritage)} & set(addresses)
    assert len(addresses) == len(set(addresses))


def test_each_listed_page_opens_for_a_visitor(client, site_tree, sheet):
    for address in listed(client):
        if "/referentiels/" not in address or address.endswith("/D1.1/"):
            assert (address, client.get(address).status_code) == (address, 200)


def test_sitemap_costs_as_many_queries_for_ten_sheets(
    client, site_tree, sheet, epm, animator, django_assert_max_num_queries
):
    client.get("/sitemap.xml")
    SheetFactory.create_batch(9, epm=epm, author=animator)

    with django_assert_max_num_queries(12):
        client.get("/sitemap.xml")


def test_security_text_says_where_to_report_and_until_when(client):
    text = client.get("/.well-known/security.txt").content.decode()
    fields = [line.partition(": ")[::2] for line in text.splitlines()]
    values = dict(fields)
    expires = datetime.fromisoformat(values["Expires"])

    assert [value for name, value in fields if name == "Contact"] == [
        f"{ORIGIN}/contact/?sujet=securite",
        "mailto:contact@essai.example",
    ]
    assert values["Canonical"] == f"{ORIGIN}/.well-known/security.txt"
    assert timezone.now() + timedelta(days=30) < expires < timezone.now() + timedelta(days=365)


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/.well-known/security.txt"])
def test_no_session_is_begun_and_no_post_is_taken(client, path):
    assert client.get(path).cookies == {}
    assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/annuaire/?q=gramat", "/annuaire/"),
        ("/annuaire/?page=2", "/annuaire/?page=2"),
        ("/annuaire/?page=1&q=x", "/annuaire/"),
        ("/formation/?page=%22%3E", "/formation/"),
        ("/", "/"),
    ],
)
def test_public_page_names_its_one_address(client, site_tree, path, canonical):
    EPMFactory.create_batch(21)
    text = client.get(path).content.decode()

    assert text.count(f'<link rel="canonical" href="{ORIGIN}{canonical}">') == 1
    assert text.count(f'<meta property="og:url" content="{ORIGIN}{canonical}">') == 1


def test_shared_page_has_the_title_and_the_description_of_the_page(client, epm):
    epm.name = 'EPM « A & B » "de Gramat"'
    epm.save()
    text = client.get(epm.get_absolute_url()).content.decode()

    assert text.count('<meta property="og:title" content="EPM « A &amp; B » &quot;de Gramat&quot;, Gramat">') == 1
    assert text.count("amp;amp;") == 0


@pytest.mark.parametrize("path", ["/nulle-part/", "/contact/envoye/"])
def test_page_that_is_not_one_names_no_address(client, site_tree, path):
    assert client.get(path).content.decode().count("canonical") == 0


def test_member_pages_are_not_described(client_of, animator, epm):
    text = client_of(animator).get(epm.get_absolute_url()).content.decode()

    assert (text.count("og:"), text.count("ld+json")) == (0, 0)
