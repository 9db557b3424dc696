"""The library for each user: content, visibility, number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ressources.library.models import LibraryPage
from ressources.sheets.models.workshop import WorkshopPage
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.factories.ressources import SheetFactory, StepContentFactory

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture
def learner(epm):
    return LearnerFactory(epm=epm).member


def count_queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured_queries:
        assert client.get(url).status_code == 200
    return len(captured_queries)


def listed_titles(response) -> list[str]:
    return [sheet.title for sheet in response.context["page_obj"]]


def test_visitor_and_learner_read_public_sheets_only(client, client_of, sheet, member_sheet, draft, submitted, learner):
    for reader in (client, client_of(learner)):
        response = reader.get("/ressources/")
        assert (listed_titles(response), response.context["total"]) == ([sheet.title], 1)
        assert (b"Secrets de permanence" in response.content, b"discret" in response.content) == (False, False)


def test_member_reads_members_sheets_too(client_of, stranger, sheet, member_sheet, draft):
    response = client_of(stranger).get("/ressources/")
    assert set(listed_titles(response)) == {sheet.title, member_sheet.title}


@pytest.mark.parametrize("query", ["q=Secrets", "motcle=discret"])
def test_visitor_finds_no_members_sheet_with_filters(client, member_sheet, query):
    response = client.get(f"/ressources/?{query}")
    assert (listed_titles(response), response.context["total"]) == ([], 0)


def test_members_sheet_is_404_for_others(client, client_of, learner, departed, member_sheet, stranger):
    url = member_sheet.get_absolute_url()
    assert client.get(url).status_code == 404
    assert client_of(learner).get(url).status_code == 404
    assert client_of(departed).get(url).status_code == 302  # logged out at once
    assert client_of(stranger).get(url).status_code == 200


def test_draft_is_404_even_for_its_author(client, client_of, draft, animator, territorial):
    for reader in (client, client_of(animator), client_of(territorial)):
        assert reader.get(draft.get_absolute_url()).status_code == 404


def test_wagtail_serve_view_checks_the_audience_too(rf, member_sheet, client, client_of, stranger):
    route = LibraryPage.objects.get().route(rf.get("/"), [member_sheet.slug])
    assert route[0] == member_sheet
    request = rf.get(member_sheet.get_absolute_url())
    request.user = stranger
    assert member_sheet.serve(request).status_code == 200


def test_sheet_shows_its_whole_content(client, epm, skill_keys):
    sheet = SheetFactory(
        epm=epm,
        data__steps=(StepContentFactory(title="Accueil", minutes=15), StepContentFactory(title="Bilan", minutes=75)),
        data__skills=skill_keys("D1.2"),
        data__tags=("mot de passe",),
        data__equipment="Un poste\nUne clé",
        data__takeaways="Je range.",
        data__needs_internet=False,
    )
    text = client.get(sheet.get_absolute_url()).content.decode()
    assert '<h3>Bilan</h3>\n<span class="step-time">0:15 · 1\u00a0h\u00a015</span>' in text
    assert '<a class="tag" href="/ressources/?motcle=mot-de-passe">mot de passe</a>' in text
    assert '<a href="/b2i/referentiels/b2i-adultes-2012/D1.2/">D1.2 ' in text
    for words in (
        '<input type="checkbox"> <span>Une clé</span>',
        "<li>Je range.</li>",
        "Internet</dt>\n<dd>Sans</dd>",
        "CC BY-SA 4.0",
        "publiée le jeudi 12 mars 2026",
    ):
        assert words in text


def test_author_is_named_to_members_only(client, client_of, sheet, stranger, learner, animator):
    name = animator.get_full_name().encode()
    names = [name in reader.get(sheet.get_absolute_url()).content for reader in (client, client_of(learner))]
    assert (names, name in client_of(stranger).get(sheet.get_absolute_url()).content) == ([False, False], True)


def test_buttons_are_shown_only_to_those_who_may_use_them(client, client_of, sheet, animator, stranger, territorial):
    edit = f"/ressources/fiches/{sheet.pk}/modifier/".encode()
    readers = (client, client_of(stranger), client_of(animator), client_of(territorial))
    assert [edit in reader.get(sheet.get_absolute_url()).content for reader in readers] == [False, False, True, True]


def test_typed_text_is_escaped(client, epm):
    step = StepContentFactory(title=HOSTILE, animator=HOSTILE, learners=HOSTILE)
    sheet = SheetFactory(
        epm=epm,
        data__title=f"Titre {HOSTILE}",
        data__aim=HOSTILE,
        data__introduction=HOSTILE,
        data__equipment=HOSTILE,
        data__tips=HOSTILE,
        data__takeaways=HOSTILE,
        data__tags=("<b>gras</b>",),
        data__steps=(step,),
    )
    for url in (sheet.get_absolute_url(), "/ressources/", "/ressources/?q=%3Cscript%3E&motcle=%22%3E%3Cscript%3E"):
        page = client.get(url).content.decode()
        assert [piece for piece in ("<script>alert", "<img src=x", "<b>gras", '"><script>') if piece in page] == []


def test_sheet_of_former_member_stays(client_of, sheet, stranger):
    WorkshopPage.objects.filter(pk=sheet.pk).update(owner=None)
    assert client_of(stranger).get(sheet.get_absolute_url()).status_code == 200


def test_list_is_split_into_pages_that_keep_the_choices(client, epm, animator):
    for _ in range(18):
        SheetFactory(epm=epm, author=animator)
    first, last = client.get("/ressources/?niveau=debutant"), client.get("/ressources/?niveau=debutant&page=99")
    assert [len(listed_titles(page)) for page in (first, last)] == [15, 3]
    assert b"?niveau=debutant&amp;page=2" in first.content


def test_empty_list_explains_what_to_do(client, sheet):
    assert "Retirez un choix" in client.get("/ressources/?q=introuvable").content.decode()
    WorkshopPage.objects.all().delete()
    assert "attend sa première fiche" in client.get("/ressources/").content.decode()


@pytest.mark.parametrize("who", ["visitor", "animator", "territorial"])
def test_list_uses_the_same_queries_for_one_and_thirty_sheets(
    request, client, client_of, epm, animator, skill_keys, who
):
    reader = client if who == "visitor" else client_of(request.getfixturevalue(who))
    skills = skill_keys("D1.1", "D2.2")
    SheetFactory(epm=epm, author=animator, data__skills=skills, data__tags=("photo",))
    query_count = count_queries(reader, "/ressources/")
    for _ in range(29):
        other_epm = EPMFactory(commune=epm.commune)
        SheetFactory(epm=other_epm, author=animator, data__skills=skills, data__tags=("photo", "image"))
    assert count_queries(reader, "/ressources/") == query_count <= (5 if who == "visitor" else 9)
    assert len(reader.get("/ressources/").content) < 30_000


@pytest.mark.parametrize("who", ["visitor", "animator"])
def test_sheet_query_count_is_the_same_for_any_content(request, client, client_of, epm, skill_keys, who):
    reader = client if who == "visitor" else client_of(request.getfixturevalue(who))
    short_sheet = SheetFactory(epm=epm)
    long_sheet = SheetFactory(
        epm=epm,
        data__steps=tuple(StepContentFactory() for _ in range(12)),
        data__skills=skill_keys("D1.1", "D2.2", "D3.1", "D4.1"),
        data__tags=tuple(f"mot{number}" for number in range(12)),
    )
    query_count = count_queries(reader, short_sheet.get_absolute_url())
    # Two of them find the other sheets, and stay in memory where parts of pages are kept.
    assert count_queries(reader, long_sheet.get_absolute_url()) == query_count <= (7 if who == "visitor" else 13)


def test_sheet_names_its_sources_and_the_screens_that_it_shows(client, epm):
    sourced = SheetFactory(epm=epm, data__sources="CNIL\u00a0: https://www.cnil.fr/fr\nUne voisine")
    shown = SheetFactory(epm=epm, data__screens="Windows 11")

    page = client.get(sourced.get_absolute_url()).text
    assert page.count('<li><a href="https://www.cnil.fr/fr">CNIL</a></li>') == 1
    assert page.count("<li>Une voisine</li>") == 1
    assert client.get(shown.get_absolute_url()).text.count("Écrans montrés&nbsp;: Windows 11.") == 1


def test_reading_writes_nothing(client_of, animator, sheet):
    reader = client_of(animator)
    for url in ("/ressources/", sheet.get_absolute_url()):
        with CaptureQueriesContext(connection) as captured_queries:
            reader.get(url)
        assert [query["sql"] for query in captured_queries if not query["sql"].lstrip("(").startswith("SELECT")] == []


def test_list_and_sheet_accept_only_get(client_of, animator, sheet):
    reader = client_of(animator)
    assert [reader.post(url).status_code for url in ("/ressources/", sheet.get_absolute_url())] == [405, 405]


def test_unknown_sheet_is_404(client):
    assert client.get("/ressources/inconnue/").status_code == 404


def test_unpublished_library_is_not_found(client):
    LibraryPage.objects.update(live=False)
    assert client.get("/ressources/").status_code == 404


def test_two_positions_cost_no_query(client_of, animator, sheet):
    reader = client_of(animator)
    query_count = count_queries(reader, "/ressources/")
    PositionFactory(member=animator)
    assert count_queries(reader, "/ressources/") == query_count
