"""The starting presentation pages: made once, on a new site and on an old one, and never against the coordination."""

from html import unescape

import pytest
from django.core.management import call_command
from wagtail.models import Page

from extranet.public.pages.menu import MenuSection
from extranet.public.pages.models.home import HomePage, public_menus
from extranet.public.pages.models.institutional import InstitutionalPage
from extranet.public.pages.site_tree import add
from extranet.public.presentation.models import PresentationPage
from extranet.public.presentation.services import ensure_presentation_pages, starting_texts

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/le-reseau/",
    "/le-reseau/histoire/",
    "/le-reseau/qui-appeler/",
    "/le-reseau/quatre-chantiers/",
    "/le-reseau/charte-de-qualite/",
    "/le-reseau/chiffres/",
    "/le-reseau/partenaires/",
    "/le-reseau/presse/",
]


def addresses() -> list[str]:
    return [page.get_absolute_url() for page in PresentationPage.objects.live().order_by("path")]


def section(name: str) -> dict:
    return {"type": "section", "value": {"section": name, "label": ""}}


def test_new_site_has_a_section_that_opens(client, pages):
    assert addresses() == ADDRESSES
    assert {address: client.get(address).status_code for address in ADDRESSES} == dict.fromkeys(ADDRESSES, 200)


def test_each_text_is_one_that_the_editor_accepts(pages):
    for page in pages.values():
        page.full_clean()
        block = PresentationPage.parts.field.stream_block
        assert (page.slug, len(block.clean(page.parts))) == (page.slug, len(page.parts))


def test_texts_that_invent_are_marked_and_the_others_name_their_source(pages):
    assert {slug for slug, page in pages.items() if page.is_example} == {"charte-de-qualite", "presse"}
    assert [slug for slug, page in pages.items() if not page.source] == ["chiffres"]
    assert "présentation de la politique numérique du Lot" in pages["histoire"].source


def test_second_run_makes_nothing(site_tree, pages):
    count = Page.objects.count()

    assert ensure_presentation_pages(home=site_tree) == []
    assert Page.objects.count() == count


def test_install_makes_the_pages_on_a_site_made_long_ago(site_tree):
    call_command("install", verbosity=0)

    assert addresses() == ADDRESSES


def test_changed_renamed_and_moved_pages_stay_as_they_are(site_tree, pages):
    history = pages["histoire"]
    history.title, history.slug, history.lead = "Nos débuts", "nos-debuts", "Écrit par nous"
    history.save_revision().publish()
    pages["presse"].move(HomePage.objects.get(), pos="last-child")

    ensure_presentation_pages(home=site_tree)

    history.refresh_from_db()
    assert (history.title, history.lead) == ("Nos débuts", "Écrit par nous")
    assert {"/le-reseau/nos-debuts/", "/presse/"} <= set(addresses())
    assert len(addresses()) == len(ADDRESSES)


def test_deleted_page_does_not_come_back(site_tree, pages):
    pages["partenaires"].delete()

    assert ensure_presentation_pages(home=site_tree) == []
    assert "/le-reseau/partenaires/" not in addresses()


def test_deleted_section_does_not_come_back(site_tree, pages):
    PresentationPage.objects.get(slug="le-reseau").delete()

    assert ensure_presentation_pages(home=site_tree) == []
    assert addresses() == []


def test_page_of_a_later_version_is_added_under_the_section_where_it_is(site_tree, pages, monkeypatch):
    pages["le-reseau"].slug = "nous"
    pages["le-reseau"].save()
    new = {"name": "velos", "parent": "reseau", "title": "Vélos", "slug": "velos", "lead": "Des vélos.", "parts": []}
    texts = (*starting_texts(), new)
    monkeypatch.setattr("extranet.public.presentation.services.starting_texts", lambda: texts)

    assert [page.get_absolute_url() for page in ensure_presentation_pages(home=site_tree)] == ["/nous/velos/"]


def test_address_that_another_page_has_is_left_to_it(client, site_tree):
    own = add(site_tree, InstitutionalPage(title="Notre réseau", slug="le-reseau", body="<p>Écrit par nous</p>"))

    ensure_presentation_pages(home=site_tree)

    assert client.get("/le-reseau/").context["page"].pk == own.pk
    assert addresses()[:2] == ["/le-reseau-2/", "/le-reseau-2/histoire/"]


def test_installed_menu_leads_to_the_section(client, pages):
    assert [entry.url for entry in public_menus().top] == ["/annuaire/", "/ressources/", "/le-reseau/", "/carte/"]
    assert [entry.label for entry in public_menus().foot] == [
        "Actualités",
        "Le réseau en chiffres",
        "Espace presse",
        "Agenda",
    ]
    text = unescape(client.get("/le-reseau/histoire/").text)
    assert text.count('<a href="/le-reseau/" aria-current="true">') == 1
    assert '<li><a href="/le-reseau/presse/">Espace presse</a></li>' in text.partition("<footer")[2]


def test_composed_menus_stay_as_they_are(site_tree):
    site_tree.menu, site_tree.foot = [section(MenuSection.CONTACT)], [section(MenuSection.B2I)]
    site_tree.save()

    ensure_presentation_pages(home=site_tree)

    menus = public_menus()
    assert ([entry.url for entry in menus.top], [entry.url for entry in menus.foot]) == (["/contact/"], ["/b2i/"])


def test_entries_lead_to_pages_of_the_section(client, pages):
    text = client.get("/le-reseau/presse/").text.partition("<main")[2].partition("<aside")[0]

    assert '<a class="title" href="/le-reseau/histoire/">' in text
    assert '<a class="title" href="/contact/?sujet=partenaire">' in text
