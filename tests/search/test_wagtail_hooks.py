"""Synonyms in Wagtail's admin: for the coordination alone, with a preview before saving."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from extranet.access.accounts.coordination_rights import ensure_coordination_group
from search.index.services import drain_outbox
from search.questions.journal.models import SearchTally
from search.questions.results.searcher import Searcher
from search.questions.synonyms.models import SynonymSet
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import EPMFactory, MemberFactory
from tests.factories.search import SearchTallyFactory, SynonymSetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_frameworks")]


@pytest.fixture
def coordination(site_tree, coordinator, client_of):
    """The browser of the coordinator, in the admin."""
    ensure_coordination_group()
    return client_of(coordinator)


@pytest.fixture
def learner(epm):
    """A learner's account."""
    return LearnerFactory(epm=epm).member


@pytest.fixture
def places(index):
    """« Atelier courriel » and « Atelier mél », in the index."""
    for name in ("Atelier courriel", "Atelier mél"):
        EPMFactory(name=name)
    drain_outbox()


def address(action: str, *args) -> str:
    return reverse(SynonymSet.snippet_viewset.get_url_name(action), args=args)


def errors(answer) -> list[str]:
    return answer.context["form"].errors.get("expressions", [])


def sets() -> list[str]:
    return [str(synonyms) for synonyms in SynonymSet.objects.all()]


def preview_of(client, url: str, expressions: str) -> BeautifulSoup:
    """The frame beside the editor, once `expressions` are typed."""
    assert client.post(url, {"expressions": expressions}).json() == {"is_valid": True, "is_available": True}
    answer = client.get(f"{url}?in_preview_panel=true")
    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    return BeautifulSoup(answer.content, "html.parser")


def changes(page) -> list[tuple]:
    return [
        (row["data-expression"], row["data-before"], row["data-after"], [hit.get_text() for hit in row.select("li")])
        for row in page.select("[data-expression]")
    ]


def test_coordinator_lists_adds_edits_and_deletes(coordination):
    synonyms = SynonymSetFactory(expressions="mail\ncourriel")

    assert "mail / courriel" in coordination.get(address("list"), {"q": "courr"}).content.decode()
    coordination.post(address("add"), {"expressions": "clé USB, clef USB / clé mémoire"})
    coordination.post(address("edit", synonyms.pk), {"expressions": "mail\r\nmél"})
    assert sets() == ["clé USB / clef USB / clé mémoire", "mail / mél"]

    coordination.post(address("delete", synonyms.pk))
    assert sets() == ["clé USB / clef USB / clé mémoire"]


@pytest.mark.parametrize("who", ["animator", "territorial", "learner"])
def test_others_are_refused(request, client_of, site_tree, who):
    ensure_coordination_group()
    synonyms = SynonymSetFactory(expressions="mail\ncourriel")
    client = client_of(request.getfixturevalue(who))

    for url in (address("list"), address("add"), address("edit", synonyms.pk), address("preview_on_add")):
        assert (url, client.get(url).status_code) == (url, 404)
        assert (url, client.post(url, {"expressions": "a1\nb1"}).status_code) == (url, 404)
    assert sets() == ["mail / courriel"]


def test_superuser_edits_synonyms(client_of, site_tree):
    client = client_of(MemberFactory(is_superuser=True))
    client.post(address("add"), {"expressions": "mail, mél"})
    assert sets() == ["mail / mél"]


@pytest.mark.parametrize(
    ("expressions", "fault"),
    [
        ("", "Champ requis."),
        ("mail", "Écrivez au moins deux expressions qui disent la même chose, une par ligne."),
        ("clé / clef", "La recherche les prend déjà l’une pour l’autre (accents, pluriel, traits d’union)"),
        ("ordi / portables", "«\u00a0portables\u00a0» est déjà dans le jeu «\u00a0portable / smartphone\u00a0»"),
    ],
)
def test_refusals_are_shown_in_french_beside_the_field(coordination, expressions, fault):
    SynonymSetFactory(expressions="portable\nsmartphone")
    (error,) = errors(coordination.post(address("add"), {"expressions": expressions}))
    assert error.startswith(fault)
    assert sets() == ["portable / smartphone"]


def test_preview_of_a_new_set_shows_what_would_change(coordination, places):
    page = preview_of(coordination, address("preview_on_add"), "mél / courriel")
    assert changes(page) == [
        ("mél", "1", "2", ["Atelier courriel"]),
        ("courriel", "1", "2", ["Atelier mél"]),
    ]
    assert sets() == []


def test_preview_of_a_changed_set_compares_with_the_saved_one(coordination, places):
    synonyms = SynonymSetFactory(expressions="mél\ncourriel")
    page = preview_of(coordination, address("preview_on_edit", synonyms.pk), "mél / courriel / messagerie")
    assert changes(page) == [
        ("mél", "2", "2", []),
        ("courriel", "2", "2", []),
        ("messagerie", "0", "2", ["Atelier courriel", "Atelier mél"]),
    ]


def test_preview_shows_results_once_saved(coordination, places):
    page = preview_of(coordination, address("preview_on_add"), "mél / courriel")
    coordination.post(address("add"), {"expressions": "mél / courriel"})
    total = Searcher(AnonymousUser()).find("mél").total
    assert changes(page)[0][2] == str(total) == "2"


def test_preview_of_a_set_without_effect(coordination, index):
    page = preview_of(coordination, address("preview_on_add"), "dromadaire / chameau")
    assert "Ce jeu ne change rien" in page.get_text()


def test_preview_of_nothing_asks_for_two_expressions(coordination):
    page = preview_of(coordination, address("preview_on_add"), "")
    assert (changes(page), "Écrivez au moins deux expressions" in page.get_text()) == ([], True)


def test_preview_without_index_waits(coordination):
    page = preview_of(coordination, address("preview_on_add"), "dromadaire / chameau")
    assert "La recherche est momentanément indisponible" in page.get_text()


def test_preview_has_no_inline_style_or_script(coordination, places):
    page = preview_of(coordination, address("preview_on_add"), "mél / courriel")
    assert (page.select("script, style, [style]"), [link["href"] for link in page.select("link")]) == (
        [],
        ["/static/css/site.css"],
    )


def test_failed_search_prefills_the_form(coordination):
    page = BeautifulSoup(coordination.get(address("add"), {"recherche": "clef, usb"}).content, "html.parser")
    assert page.select_one("textarea[name=expressions]").get_text().split("\n") == ["", "clef", "usb", ""]


def test_saved_set_removes_the_search_from_the_queue_and_returns_there(coordination):
    SearchTallyFactory(text="clef usb 32 go")
    SearchTallyFactory(text="drone")
    answer = coordination.post(f"{address('add')}?recherche=clef+usb+32+go", {"expressions": "clef usb / clé mémoire"})
    assert answer.url == reverse("search:queue")
    assert [search.text for search in SearchTally.objects.fruitless(limit=5)] == ["drone"]


def test_changed_set_removes_its_expressions_from_the_queue(coordination):
    synonyms = SynonymSetFactory(expressions="clé USB\nclé mémoire")
    SearchTallyFactory(text="dongle")
    coordination.post(address("edit", synonyms.pk), {"expressions": "clé USB / clé mémoire / dongle"})
    assert SearchTally.objects.fruitless(limit=5) == []


def test_menu_leads_to_synonyms_and_to_the_queue(coordination):
    page = BeautifulSoup(coordination.get(reverse("wagtailadmin_home")).content, "html.parser")
    menu = page.select_one("#wagtail-sidebar-props").get_text()
    assert [name in menu for name in ("Recherches sans r\\u00e9ponse", reverse("search:queue"), address("list"))] == [
        True,
        True,
        True,
    ]
