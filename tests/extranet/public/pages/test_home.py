"""The public home as the coordination composes it: parts, featured sheets, menu, news."""

from html import unescape

import pytest
from django.urls import reverse

from accueil.visio.partners.enums import PartnerState
from extranet.public.pages.blocks import starting_blocks
from extranet.public.pages.models.home import HomePage, public_menus
from extranet.public.pages.models.institutional import InstitutionalPage
from tests.factories.accueil import PartnerFactory
from tests.factories.extranet import add_news
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db


def save(home: HomePage, **fields) -> None:
    for name, value in fields.items():
        setattr(home, name, value)
    home.save()


def section(name: str, label: str = "") -> dict:
    return {"type": "section", "value": {"section": name, "label": label}}


def test_parts_stand_in_the_order_of_the_coordination(client, site_tree):
    words = {"title": "Un mot", "text": "<p>Bonjour <b>à tous</b></p>"}
    partners = {"title": "Avec nous", "partners": [{"name": "La Halle", "role": "Prête sa salle", "site": ""}]}
    save(
        site_tree,
        blocks=[
            {"type": "partners", "value": partners},
            {"type": "words", "value": words},
            {"type": "ways", "value": None},
        ],
    )
    text = client.get("/").content.decode()

    positions = [text.index(words) for words in ("La Halle", "Bonjour <b>à tous</b>", "Par où commencer")]
    assert positions == sorted(positions)
    assert text.count("Prochains ateliers ouverts à tous") == 0


def test_video_desks_are_a_way_to_begin_once_a_partner_receives_there(client, site_tree):
    link = f'href="{reverse("accueil:visio")}"'
    save(site_tree, blocks=[{"type": "ways", "value": None}])
    before = client.get("/").content.decode()
    PartnerFactory(short_name="CAF")
    PartnerFactory(short_name="Notaires", state=PartnerState.COMING)

    after = client.get("/").content.decode()

    assert (before.count(link), after.count(link)) == (1, 2)  # at the foot of each page, then among the ways too
    assert "En visio\u00a0: CAF…" in after


def test_featured_sheets_keep_their_order_and_leave_when_withdrawn(client, site_tree, epm, animator):
    first, second, withdrawn, members = (
        SheetFactory(epm=epm, author=animator, data__title=title) for title in ("Un", "Deux", "Retirée", "Réservée")
    )
    withdrawn.unpublish()
    type(members).objects.filter(pk=members.pk).update(audience="member")
    keys = [second.pk, withdrawn.pk, members.pk, first.pk]
    save(site_tree, blocks=[{"type": "sheets", "value": {"title": "À lire", "sheets": keys}}])

    assert [sheet.title for sheet in client.get("/").context["sheets"]] == ["Deux", "Un"]


def test_latest_sheets_stand_in_while_none_is_featured(client, site_tree, sheet):
    assert [found.pk for found in client.get("/").context["sheets"]] == [sheet.pk]


def test_menu_shows_sections_and_pages_with_their_own_words(client, site_tree):
    page = InstitutionalPage.objects.get(slug="accessibilite")
    save(site_tree, menu=[section("reseau:directory", "Près de moi"), {"type": "page", "value": {"page": page.pk}}])
    text = unescape(client.get("/annuaire/").content.decode())

    assert [(entry.label, entry.url) for entry in public_menus().top] == [
        ("Près de moi", "/annuaire/"),
        ("Accessibilité", "/accessibilite/"),
    ]
    assert '<a href="/annuaire/" aria-current="page">' in text


def test_page_that_is_no_longer_published_leaves_the_menu(site_tree):
    page = InstitutionalPage.objects.get(slug="accessibilite")
    save(site_tree, menu=[section("home"), {"type": "page", "value": {"page": page.pk}}])
    page.unpublish()

    assert [entry.label for entry in public_menus().top] == ["Accueil"]


@pytest.mark.parametrize(
    ("path", "marked"), [("/carte/", 1), ("/b2i/", 1), ("/annuaire/", 1), ("/", 1), ("/recherche/", 0)]
)
def test_one_entry_is_marked_as_that_of_the_page(client, site_tree, path, marked):
    menu = client.get(path).content.decode().partition('aria-label="Menu principal"')[2].partition("</nav>")[0]

    assert menu.count("aria-current") == marked


@pytest.mark.parametrize(
    ("path", "label"),
    [("/ressources/", "Ateliers"), ("/ressources/prochains-ateliers/", "Venir à un atelier"), ("/b2i/", "B2i Adultes")],
)
def test_nearest_of_several_entries_above_a_page_is_marked_alone(client, site_tree, path, label):
    names = ("home", "ressources:library", "ressources:next_workshops", "b2i:card_login", "b2i:index")
    save(site_tree, menu=[section(name) for name in names])
    menu = client.get(path).text.partition('aria-label="Menu principal"')[2].partition("</nav>")[0]

    assert (menu.count("aria-current"), label in menu.partition("aria-current")[2].partition("</a>")[0]) == (1, True)


def test_menu_costs_one_query_however_long(site_tree, django_assert_num_queries):
    for entries in ([section("home")], [section(name) for name in ("home", "contact", "b2i:index")]):
        save(site_tree, menu=entries)
        with django_assert_num_queries(1):
            assert len(public_menus().top) == len(entries)


@pytest.mark.parametrize(("count", "most"), [(0, 9), (1, 10), (4, 10)])
def test_home_costs_as_many_queries_however_much_it_shows(
    client, site_tree, epm, animator, django_assert_max_num_queries, count, most
):
    for number in range(count):
        add_news(f"Nouvelle {number}")
    keys = [other.pk for other in SheetFactory.create_batch(count, epm=epm, author=animator)]
    sheets = {"type": "sheets", "value": {"title": "À la une", "sheets": keys}}
    save(site_tree, blocks=[*(block for block in starting_blocks("Ici") if block["type"] != "sheets"), sheets])
    client.get("/")

    with django_assert_max_num_queries(most):
        client.get("/")


def test_site_without_pages_has_an_empty_menu(empty_site):
    assert public_menus() == ([], [])
