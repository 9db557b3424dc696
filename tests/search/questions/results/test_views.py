"""The page /recherche/ and the titles suggested during typing."""

import gzip
import shutil

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from b2i.frameworks.framework_loading import load_b2i_adultes
from b2i.frameworks.models.framework import Skill
from search.index.services import drain_outbox
from search.meaning import services
from search.questions.journal.journal_files import journals_taken_away, read_lines
from search.questions.results.searcher import PAGE_SIZE
from search.sources.registry import source
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.factories.ressources import AttachmentFactory, SheetFactory

URL = "/recherche/"


def page_of(client, **query) -> BeautifulSoup:
    response = client.get(URL, query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def results(page) -> list[tuple[str, str]]:
    return [(line["data-kind"], line["data-key"]) for line in page.select("[data-kind]")]


def facet(page, name: str = "kind") -> dict[str, Tag]:
    """Links of a facet, by the value that they choose or remove."""
    links = page.select(f"#facette-{name} li a")
    return {link.get("data-value") or link.contents[0].strip(): link for link in links}


def facets(page, name: str = "kind") -> dict[str, int]:
    return {value: int(link.b.get_text()) for value, link in facet(page, name).items()}


def chips(page) -> dict[str, str]:
    """Values that narrow the search, with the addresses that remove them."""
    return {" ".join(chip.get_text(" ").split()): chip["href"] for chip in page.select("a.chip")}


def words_of(page) -> str:
    """Text of the page, with normal spaces."""
    return " ".join(page.select_one("main").get_text(" ").split())


@pytest.fixture
def places(db):
    """Three indexed EPM whose name holds « causse »."""
    epms = EPMFactory.create_batch(3, name="EPM du Causse")
    drain_outbox()
    return epms


@pytest.fixture
def learner(epm):
    return LearnerFactory(epm=epm).member


def test_addresses_do_not_change():
    assert (reverse("search:results"), reverse("search:suggestions")) == (URL, f"{URL}suggestions/")


def test_visitor_finds_public_documents(client, places):
    page = page_of(client, q="causses")
    assert sorted(results(page)) == sorted(("epm", str(epm.pk)) for epm in places)
    assert page.h1.get_text() == "3 résultats pour «\u00a0causses\u00a0»"
    assert [mark.get_text() for mark in page.select("[data-kind] h2 mark")] == ["Causse"] * 3


def test_empty_search_is_refused(client, db):
    page = page_of(client)
    assert (results(page), "Une seule recherche" in words_of(page)) == ([], True)


def test_search_without_result_shows_a_message(client, places):
    page = page_of(client, q="dromadaire")
    assert (results(page), page.h1.get_text()) == ([], "Rien trouvé pour «\u00a0dromadaire\u00a0»")
    assert [link["href"] for link in page.select(".empty a")] == ["/connexion/"]


def test_partial_match_shows_a_message(client, places):
    page = page_of(client, q="causse dromadaire")
    assert (len(results(page)), "Rien ne contient tous ces mots." in words_of(page)) == (3, True)


def test_empty_results_offer_a_member_other_actions(client_of, animator):
    page = page_of(client_of(animator), q="dromadaire")
    assert [link["href"] for link in page.select(".panel a")] == ["/forums/", "/ressources/proposer/"]


def test_misspelt_word_is_corrected_and_the_correction_is_a_link(client, places):
    page = page_of(client, q="causze", kind="epm")
    assert (len(results(page)), page.h1.get_text()) == (3, "3 résultats pour «\u00a0causse\u00a0»")
    (link,) = page.select(".notice a")
    assert (link.get_text(), link["href"]) == ("causse", "?q=causse&kind=epm")
    assert page.select_one("#q")["value"] == "causze"


def test_chosen_kind_is_marked_and_can_be_removed(client, places):
    page = page_of(client, q="causse", kind="epm")
    ((value, link),) = facet(page).items()
    assert (value, link["aria-current"], link["href"]) == ("epm", "true", "?q=causse")
    assert chips(page) == {"Retirer : Lieux": "?q=causse"}
    assert [link["href"] for link in page.select(".chips > a:not(.chip)")] == ["?q=causse"]


def test_kind_without_result_offers_all_kinds(client, places):
    page = page_of(client, q="causse", kind="member")
    assert (results(page), facets(page)) == ([], {"epm": 3, "member": 0})
    assert page.h1.get_text() == "Aucun résultat avec ce filtre pour «\u00a0causse\u00a0»"
    assert page.select_one(".empty a.button")["href"] == "?q=causse"
    assert facet(page)["epm"]["href"] == "?q=causse&kind=epm&kind=member"


def test_box_keeps_the_words_and_filters(client, places):
    page = page_of(client, q="causse", kind="epm", place="village", page="1", tout="epm")
    form = page.select_one("main form[role=search]")
    assert {field["name"]: field["value"] for field in form.select("input")} == {
        "q": "causse",
        "kind": "epm",
        "place": "village",
    }
    header = page.select_one("header form[role=search]")
    assert [field["name"] for field in header.select("input")] == ["q"]


def test_facet_that_narrows_nothing_is_hidden(client, places):
    EPMFactory(name="EPM du Causse", kind="library")
    drain_outbox()
    page = page_of(client, q="causse")
    assert [offer["id"] for offer in page.select(".facet")] == ["facette-place"]
    assert facets(page, "place") == {"village": 3, "library": 1}


def test_facet_of_many_values_shows_the_most_frequent_first(client, db):
    names = [f"EPM {letter}ron" for letter in "bcdfghjkl"]
    for name in [*names, *names[:5]]:
        EPMFactory(name=name, presentation="Un causse.")
    drain_outbox()
    page = page_of(client, q="causse")
    assert facets(page, "epm") == dict.fromkeys(names[:5], 2)
    all_link = page.select_one("#facette-epm p a")
    assert ("Toutes (9)" in all_link.get_text(), all_link["href"]) == (True, "?q=causse&tout=epm#facette-epm")
    whole_page = page_of(client, q="causse", tout="epm")
    assert list(facets(whole_page, "epm")) == names
    assert facet(whole_page, "epm")["EPM bron"]["href"] == "?q=causse&epm=EPM+bron"
    assert [facet["id"] for facet in whole_page.select(".facet")] == ["facette-epm"]
    assert whole_page.select_one("#facette-epm p a")["href"] == "?q=causse#facette-epm"
    assert page_of(client, q="causse", tout="nothing").select_one("#facette-epm p a") is not None


def test_disclosure_on_a_phone_counts_filters(client, places):
    def label(**filters) -> str:
        return page_of(client, q="causse", **filters).select_one("details.facets > summary").get_text().strip()

    assert label(kind="epm") == "Affiner (1 filtre actif)"
    assert label(kind="epm", place=["village", "library"]) == "Affiner (3 filtres actifs)"


def test_unknown_kind_and_page_are_ignored(client, places):
    assert len(results(page_of(client, q="causse", kind="secret", page="abc"))) == 3
    assert len(results(page_of(client, q="causse", page="99999999999"))) == 3


def test_pages_keep_the_question_and_the_kind(client, db):
    EPMFactory.create_batch(PAGE_SIZE + 1, name="EPM du Causse")
    drain_outbox()
    page = page_of(client, q="causse", kind="epm")
    assert page.select_one('[rel="next"]')["href"] == "?q=causse&kind=epm&page=2"
    assert len(results(page_of(client, q="causse", kind="epm", page="2"))) == 1


def test_people_are_for_members(client, client_of, animator):
    animator.first_name = "Zoé"
    animator.save()
    drain_outbox()
    visitor = page_of(client, q="zoé")
    assert (results(visitor), facets(visitor)) == ([], {})
    assert results(page_of(client_of(animator), q="zoé")) == [("member", str(animator.pk))]


def test_question_and_titles_are_escaped(client, db):
    EPMFactory(name="<script>causse</script>")
    drain_outbox()
    response = client.get(URL, {"q": '"><script>causse'})
    assert b"<script>causse" not in response.content
    assert b"&lt;<mark>script</mark>&gt;<mark>causse</mark>&lt;/<mark>script</mark>&gt;" in response.content


@pytest.mark.parametrize("text", ["'\"((", "é" * 5_000, "AND OR", "les", "🙂", "souris\x00"])
def test_hostile_question_gets_a_page(client, places, text):
    assert client.get(URL, {"q": text}).status_code == 200
    assert client.get(f"{URL}suggestions/", {"q": text}).status_code == 200


def test_broken_index_shows_titles_and_a_banner(client, places):
    shutil.rmtree(settings.SEARCH_INDEX_DIR)
    page = page_of(client, q="causse")
    assert (len(results(page)), facets(page)) == (3, {})
    assert "seul le type de contenu compte" not in words_of(page)
    page = page_of(client, q="causse", kind="epm", place="library")
    assert (len(results(page)), page.select(".facet")) == (3, [])
    assert list(chips(page)) == ["Retirer : Lieux", "Retirer : Bibliothèque"]
    assert "parmi les filtres, seul le type de contenu compte" in words_of(page)
    assert "La recherche complète est momentanément indisponible." in words_of(page)
    assert client.get(f"{URL}suggestions/", {"q": "cau"}).json() == []


def test_suggestions_are_titles_with_their_address_and_kind(client, places):
    places[0].name = "Salle du Causse"
    places[0].save()
    drain_outbox()
    assert client.get(f"{URL}suggestions/", {"q": "sall"}).json() == [
        {"title": "Salle du Causse", "url": places[0].get_absolute_url(), "kind_label": source("epm").label}
    ]


def test_suggestions_are_read_only(client, db):
    assert client.post(f"{URL}suggestions/", {"q": "sall"}).status_code == 405


def test_three_and_fifteen_results_cost_the_same_queries(client_of, animator, places, epm):
    """Session, person and positions, alerts; synonyms, check of the page, labels of the facets, saved search."""
    load_b2i_adultes()
    EPMFactory.create_batch(16, presentation="Une calade.")
    for _ in range(4):
        PositionFactory(member__about="La calade.", epm=epm)
    drain_outbox()
    browser, statements = client_of(animator), []
    for question, expected in (("causse", 3), ("calade", PAGE_SIZE), ("vocabulaire", 1)):
        with CaptureQueriesContext(connection) as queries:
            assert len(results(page_of(browser, q=question))) == expected
        statements.append([query["sql"] for query in queries])
    assert [len(sql) for sql in statements] == [7, 7, 8]
    assert [len(set(sql)) for sql in statements] == [7, 7, 8]


def test_page_of_rich_results_is_light(client_of, animator, site_tree):
    load_b2i_adultes()
    skills = tuple(Skill.objects.filter(code__in=["D1.2", "D2.3"]).values_list("pk", flat=True))
    for number in range(20):
        SheetFactory(
            epm=EPMFactory(),
            data__title=f"Retrouver les photos de la fête du village, année {number}",
            data__aim="À la fin, chacun sait classer trente photos dans trois dossiers, nommer les meilleures et "
            "confier une copie à une clé rangée ailleurs que dans la maison.",
            data__skills=skills,
            data__tags=("dossier", "fichier", "photo", f"sauvegarde {number}"),
        )
    drain_outbox()
    html = client_of(animator).get(URL, {"q": "photos fête", "kind": "sheet", "theme": "D1"}).content
    assert html.count(b"data-key=") == PAGE_SIZE
    assert len(html) < 30_000
    assert len(gzip.compress(html)) < 6_000


def test_tags_of_a_result_choose_their_facet(client, site_tree):
    SheetFactory(data__title="Le causse en photo", data__tags=("carte", "photo"))
    drain_outbox()
    page = page_of(client, q="causse", kind="sheet", tag="photo")
    tags = {tag.get_text(): (tag["href"], tag.get("aria-current")) for tag in page.select("[data-kind] .tags a")}
    assert tags == {
        "photo": ("?q=causse&kind=sheet", "true"),
        "carte": ("?q=causse&kind=sheet&tag=carte&tag=photo", None),
    }


def test_tag_of_an_unreadable_document_is_absent_from_the_page(client, client_of, animator, site_tree):
    SheetFactory(data__title="Le causse", data__tags=("photo",))
    SheetFactory(data__title="Le causse en secret", data__tags=("discret",), data__audience="member")
    drain_outbox()
    assert "discret" not in client.get(URL, {"q": "causse", "tout": "tag"}).content.decode()
    assert facets(page_of(client_of(animator), q="causse"), "tag") == {"discret": 1, "photo": 1}


def test_result_names_the_matching_file(client, site_tree):
    AttachmentFactory(name="<plan>.txt", words="Le causse vu du ciel", sheet__data__title="Une balade")
    drain_outbox()
    response = client.get(URL, {"q": "causse"})
    assert "Trouvé dans le fichier «\u00a0&lt;plan&gt;.txt\u00a0»" in response.content.decode()


@pytest.mark.parametrize(("who", "form_count"), [("animator", 1), ("learner", 0), ("visitor", 0)])
def test_network_members_may_follow_the_search(request, client, client_of, places, who, form_count):
    browser = client if who == "visitor" else client_of(request.getfixturevalue(who))
    for question in ("causse", "dromadaire"):
        forms = page_of(browser, q=question, kind="epm").select('form[action="/alertes/recherches/suivre/"]')
        assert len(forms) == form_count


def test_search_is_noted_once_without_filters(client, places):
    for parameters in ({}, {"kind": "epm"}, {"page": "2"}, {"tout": "epm"}, {"essai": "1"}):
        page_of(client, q="causse", **parameters)
    with journals_taken_away() as paths:
        lines = [line for path in paths for line in read_lines(path)]
    assert [(line.text, line.results) for line in lines] == [("causse", 3)]


@pytest.mark.usefixtures("without_frameworks")
def test_what_is_near_in_meaning_is_shown_and_noted_as_a_search_without_result(client, settings):
    settings.SEARCH_MEANING = True
    EPMFactory(name="EPM du Causse", presentation="On y apprend à tenir son budget et à suivre ses dépenses. " * 3)
    drain_outbox()
    services._space.forget()

    page = page_of(client, q="gérer mon argent")
    assert [kind for kind, _ in results(page)] == ["epm"]
    assert "Rien ne contient ces mots. Voici ce qui s’en approche par le sens." in words_of(page)
    with journals_taken_away() as paths:
        assert [line.results for path in paths for line in read_lines(path)] == [0]


def test_opened_result_of_a_trial_is_not_noted(client, places):
    (link,) = page_of(client, q="causse").select("[data-opened]")
    assert (link["data-opened"], link["data-question"]) == ("/recherche/ouvert/", "causse")
    assert page_of(client, q="causse", essai="1").select("[data-opened]") == []
