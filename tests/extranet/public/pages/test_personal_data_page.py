"""The page « Données personnelles » of every site has the register, whoever wrote its text."""

import re
from html import unescape

import pytest

from extranet.public.pages.models.institutional import InstitutionalPage
from extranet.public.processing_register.register import processing_by_basis
from reseau.people.personal_data.declaration import Processing, declared_processing

pytestmark = pytest.mark.django_db
SLUG = "donnees-personnelles"


@pytest.fixture
def page(site_tree) -> InstitutionalPage:
    return InstitutionalPage.objects.get(slug=SLUG)


def processing_on(client) -> list[str]:
    """Return the processing named on the page, each by a link to where it is told."""
    text = unescape(client.get(f"/{SLUG}/").content.decode())
    return re.findall(r'<a href="/donnees-personnelles/traitements/[\w/?=#-]+">(.*?)</a>', text)


def by_basis() -> set[str]:
    return {one.name for one in declared_processing()}


def test_each_link_leads_to_the_whole_of_its_processing(client, page):
    links = re.findall(
        r'href="(/donnees-personnelles/traitements/\w+/[?\w=]*)#([\w-]+)"', client.get(f"/{SLUG}/").content.decode()
    )
    for one, (path, anchor) in zip(in_order_of_basis(), links, strict=True):
        text = unescape(client.get(path).content.decode())
        assert f'<h2 id="{anchor}">{one.name}</h2>' in text
        assert all(words in text for words in (one.purpose, one.data, one.recipients, one.retention))


def in_order_of_basis() -> list[Processing]:
    return [one for part in processing_by_basis() for one in part.processing]


def test_unknown_basis_is_no_page(client, page):
    assert client.get(f"/{SLUG}/traitements/interet-legitime/").status_code == 404


def test_new_site_reads_every_processing_once(client, page):
    names = processing_on(client)

    assert (set(names), len(names)) == (by_basis(), len(by_basis()))


OWN = "<p>Écrit à la main.</p>"


@pytest.mark.parametrize("body", [OWN, f'<p data-block-key="a1b2c">{{registre}}</p>{OWN}'])
def test_site_with_a_text_of_its_own_reads_them_too(client, page, body):
    page.body = body
    page.save()

    assert set(processing_on(client)) == by_basis()
    assert "{registre}" not in client.get(f"/{SLUG}/").content.decode()
    assert "Écrit à la main." in client.get(f"/{SLUG}/").content.decode()


@pytest.mark.parametrize("part", processing_by_basis(), ids=lambda part: part.basis.slug)
def test_pages_are_light_and_lead_to_each_other(client, page, part):
    for number in part.paginator.page_range:
        content = client.get(f"/{SLUG}/traitements/{part.basis.slug}/?page={number}").content
        assert len(content) <= 30_000
        assert (b'rel="next"' in content) == (number < part.paginator.num_pages)
    assert len(client.get(f"/{SLUG}/").content) <= 30_000


def test_other_pages_have_no_register(client, page):
    assert "Covoiturage vers une formation" not in client.get("/mentions-legales/").content.decode()


def test_coordination_finds_the_papers(client_of, coordinator, animator, page):
    link = "/donnees-personnelles/registre.pdf"
    assert link in client_of(coordinator).get(f"/{SLUG}/").content.decode()
    assert link not in client_of(animator).get(f"/{SLUG}/").content.decode()
