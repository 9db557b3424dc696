"""The queue of failed searches, its actions, and the opening of a result."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from extranet.access.accounts.coordination_rights import ensure_coordination_group
from search.questions.journal.journal_files import has_lines, note_opening, note_search
from search.questions.journal.models import SearchTally
from search.questions.journal.tallies import fold_journal
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import MemberFactory
from tests.factories.search import SearchTallyFactory

pytestmark = pytest.mark.django_db

URL = "/recherche/sans-reponse/"


@pytest.fixture
def coordination(site_tree, coordinator, client_of):
    """The browser of the coordinator."""
    ensure_coordination_group()
    return client_of(coordinator)


@pytest.fixture
def learner(epm):
    """A learner's account."""
    return LearnerFactory(epm=epm).member


def page_of(client, **query) -> BeautifulSoup:
    answer = client.get(URL, query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def searches(page) -> list[str]:
    return [row["data-search"] for row in page.select("[data-search]")]


def words_of(page) -> str:
    return " ".join(page.select_one("main").get_text(" ").split())


def writes(queries) -> list[str]:
    return [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_addresses_do_not_change():
    assert [reverse(f"search:{name}") for name in ("queue", "set_aside", "opened")] == [
        URL,
        f"{URL}ecarter/",
        "/recherche/ouvert/",
    ]


def test_coordinator_reads_failed_searches(coordination):
    SearchTallyFactory(text="drone", searches=2)
    SearchTallyFactory(text="tablette", searches=5, results=12)
    page = page_of(coordination)
    assert searches(page) == ["tablette", "drone"]
    assert "« tablette » 5 fois, la dernière le" in words_of(page)
    assert "Rien ouvert Jusqu’à 12 résultats, que personne n’a ouverts." in words_of(page)
    assert [chip.get_text() for chip in page.select(".chip")] == ["Toutes (2)", "Rien trouvé (1)", "Rien ouvert (1)"]


def test_each_search_offers_synonym_retry_and_dismissal(coordination):
    SearchTallyFactory(text="clé & usb")
    row = page_of(coordination).select_one("[data-search]")
    assert [link["href"] for link in row.select("a")] == [
        "/admin/snippets/search/synonymset/add/?recherche=cl%C3%A9+%26+usb",
        "/recherche/?q=cl%C3%A9+%26+usb&essai=1",
    ]
    forms = [(form["action"], form.select_one("[name=text]")["value"]) for form in row.select("form")]
    assert forms == [("/ressources/demandes/chercher/", "clé & usb"), (f"{URL}ecarter/", "clé & usb")]


def test_recent_searches_are_counted_when_the_queue_opens(coordination):
    note_search("drone", 0)
    assert (searches(page_of(coordination)), has_lines()) == (["drone"], False)


def test_queue_without_new_searches_writes_nothing(coordination):
    SearchTallyFactory()
    with CaptureQueriesContext(connection) as queries:
        page_of(coordination)
    assert writes(queries) == []


def test_queue_is_filtered_by_kind_of_failure(coordination):
    SearchTallyFactory(text="drone")
    SearchTallyFactory(text="tablette", results=12)
    assert searches(page_of(coordination, etat="rien-trouve")) == ["drone"]
    assert searches(page_of(coordination, etat="rien-ouvert")) == ["tablette"]
    assert searches(page_of(coordination, etat="autre")) == ["drone", "tablette"]
    chosen = [
        page_of(coordination, etat=etat).select('[aria-current="true"]') for etat in ("rien-trouve", "rien-ouvert")
    ]
    assert [[link["href"] for link in links if "etat" in link["href"]] for links in chosen] == [
        ["?etat=rien-trouve"],
        ["?etat=rien-ouvert"],
    ]


def test_empty_queue_shows_a_message(coordination):
    page = page_of(coordination)
    assert (searches(page), "Aucune recherche n’attend ici" in words_of(page)) == ([], True)


def test_row_offers_what_was_searched_next(coordination):
    for _ in range(2):
        note_search("excel", 0)
        note_opening("tableur", before="excel")
    page = page_of(coordination)
    (link,) = page.select("[data-search=excel] p a")
    assert words_of(page).count("Ensuite, on a trouvé avec « tableur »") == 1
    form = BeautifulSoup(coordination.get(link["href"]).content, "html.parser")
    assert form.select_one("textarea[name=expressions]").text.split("\n")[1:3] == ["excel", "→ tableur"]


def test_opening_tells_the_search_before(client, coordination):
    for _ in range(2):
        client.post("/recherche/ouvert/", {"q": "tableur", "avant": "excel"})
    note_search("excel", 0)
    assert "« tableur »" in words_of(page_of(coordination))


def test_queue_is_read_page_by_page(coordination):
    for number in range(21):
        SearchTallyFactory(text=f"mot {number:02}")
    page = page_of(coordination, etat="rien-trouve")
    assert (len(searches(page)), page.select_one('[rel="next"]')["href"]) == (20, "?etat=rien-trouve&page=2")
    assert searches(page_of(coordination, page="2")) == ["mot 20"]


def test_same_queries_for_one_search_and_three(coordination):
    counts = []
    for number in (1, 3):
        while SearchTally.objects.count() < number:
            SearchTallyFactory(text=f"mot {SearchTally.objects.count()}")
        with CaptureQueriesContext(connection) as queries:
            assert len(searches(page_of(coordination))) == number
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9


def test_search_is_dismissed(coordination):
    SearchTallyFactory(text="drone")
    SearchTallyFactory(text="scanner")
    answer = coordination.post(f"{URL}ecarter/", {"text": "drone", "etat": "rien-trouve"})
    (message,) = get_messages(answer.wsgi_request)
    assert (answer.status_code, answer.url) == (302, f"{URL}?etat=rien-trouve")
    assert str(message) == "Recherche écartée\u00a0: «\u00a0drone\u00a0». Elle reviendra si elle échoue encore 3 fois."
    assert searches(page_of(coordination)) == ["scanner"]


@pytest.mark.parametrize("text", ["", "inconnue", "a" * 500])
def test_unknown_search_is_not_dismissed(coordination, text):
    SearchTallyFactory(text="drone")
    answer = coordination.post(f"{URL}ecarter/", {"text": text, "etat": "autre"})
    assert (answer.url, searches(page_of(coordination))) == (URL, ["drone"])


def test_words_of_strangers_are_escaped(coordination):
    SearchTallyFactory(text='"><script>alert(1)</script>')
    assert b"<script>alert" not in coordination.get(URL).content


@pytest.mark.parametrize("who", ["animator", "territorial", "learner"])
def test_others_get_404_and_change_nothing(request, client_of, site_tree, who):
    ensure_coordination_group()
    SearchTallyFactory(text="drone")
    client = client_of(request.getfixturevalue(who))
    assert client.get(URL).status_code == 404
    assert client.post(f"{URL}ecarter/", {"text": "drone"}).status_code == 404
    assert SearchTally.objects.filter(settled=True).count() == 0


def test_visitor_is_sent_to_the_login(client, site_tree):
    assert client.get(URL).url == f"/connexion/?next={URL.replace('/', '%2F')}"


def test_superuser_reads_the_queue(client_of, site_tree):
    SearchTallyFactory(text="drone")
    assert searches(page_of(client_of(MemberFactory(is_superuser=True)))) == ["drone"]


def test_opening_is_noted_without_a_login(client):
    SearchTallyFactory(text="tablette", results=3)
    with CaptureQueriesContext(connection) as queries:
        answer = client.post("/recherche/ouvert/", {"q": "Tablette"})
    assert (answer.status_code, answer.content, len(queries)) == (204, b"", 0)
    fold_journal()
    assert SearchTally.objects.get().opened == 1


@pytest.mark.parametrize("text", ["", "\x00", "é" * 5_000, "josette@example.org"])
def test_invalid_opening_is_not_noted(client, text):
    assert (client.post("/recherche/ouvert/", {"q": text}).status_code, has_lines()) == (204, False)


@pytest.mark.parametrize(("site", "status"), [("same-origin", 204), ("same-site", 403), ("cross-site", 403)])
def test_opening_is_posted_by_a_page_of_the_site(site, status):
    visitor = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": site})

    assert visitor.post("/recherche/ouvert/", {"q": "tablette"}).status_code == status
    assert has_lines() == (status == 204)


def test_opening_requires_a_post(client):
    assert (client.get("/recherche/ouvert/").status_code, has_lines()) == (405, False)
