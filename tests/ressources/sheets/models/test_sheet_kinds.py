"""Every kind of sheet is written, reviewed, published, listed and found."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from ressources.authoring.publication.services import publish, submit
from ressources.sheets.enums import SheetKind
from ressources.sheets.models.media import NOTHING_TO_SHOW, MediaPage
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_kinds import KINDS, page_class
from ressources.sheets.models.story import StoryPage
from ressources.sheets.models.watch import WatchPage
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services.drafts import create_draft, save_draft
from ressources.sheets.services.errors import IncompleteSheetError
from ressources.sheets.short_contents import MediaContent, StoryContent, WatchContent
from search.sources.registry import sources
from tests.factories.ressources import AttachmentFactory, DraftFactory, SheetContentFactory, SheetFactory

pytestmark = pytest.mark.django_db

WATCH = WatchContent(
    title="Un nouveau site d’aide",
    aim="Un site public aide les victimes de piratage.",
    link="https://example.org/aide",
    source="Exemple",
    published_on=date(2026, 3, 1),
    why="On nous le demande à l’accueil.",
    tags=("arnaque",),
)
STORY = StoryContent(
    title="Un café numérique",
    aim="Une heure sans programme.",
    period="Printemps 2026",
    story="Nous avons ouvert la salle.",
    partners="La bibliothèque",
    cost="30\u00a0€",
    result="Douze personnes à chaque fois.",
    advice="Deux bénévoles au moins.",
)
MEDIA = MediaContent(
    title="Cartes de la souris", aim="Six dessins.", form="document", link="https://example.org/cartes", minutes=5
)
SHORT = [(WATCH, WatchPage), (STORY, StoryPage), (MEDIA, MediaPage)]


@pytest.mark.parametrize(("content", "page"), SHORT)
def test_sheet_is_read_back_after_each_step(epm, animator, territorial, content, page):
    draft = create_draft(by=animator, epm=epm, data=content)
    assert (type(draft), draft.latest_content, draft.live) == (page, content, False)
    new_content = replace(content, aim="Une autre phrase.")
    draft = save_draft(page=draft, by=animator, data=new_content, base_revision=draft.latest_revision_id)
    assert draft.latest_content == new_content
    published_page = publish(page=submit(page=draft, by=animator), by=territorial)
    stored_page = page.objects.get(pk=published_page.pk)
    assert (stored_page.live, page.content_class.of_page(stored_page)) == (True, new_content)


@pytest.mark.parametrize(("content", "page"), SHORT)
def test_sheet_is_shown_with_its_whole_content(client, epm, content, page):
    sheet = SheetFactory(epm=epm, data=content)
    text = client.get(sheet.get_absolute_url()).content.decode()
    expected_texts = [content.title, content.aim, page.kind.label, *(text for text in content.texts if text)]
    assert [words for words in expected_texts if words not in text] == []


@pytest.mark.parametrize(("content", "page"), SHORT)
def test_sheet_for_members_is_hidden_from_visitors(client, client_of, animator, epm, content, page):
    sheet = SheetFactory(epm=epm, data=replace(content, audience="member"))
    assert client.get(sheet.get_absolute_url()).status_code == 404
    assert client_of(animator).get(sheet.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(("content", "page"), SHORT)
def test_sheet_is_found_under_its_kind(epm, content, page):
    sheet = SheetFactory(epm=epm, data=content)
    page_source = next(source for source in sources() if source.model is page)
    document = page_source.document(page_source.queryset().get())
    assert (document.key, document.title, document.url) == (str(sheet.pk), content.title, sheet.get_absolute_url())
    assert document.body == "\n".join(text for text in content.texts if text)
    assert document.keywords[0] == page.kind.label


def test_each_kind_is_declared_once():
    assert {kind.kind for kind in KINDS} == set(SheetKind)
    assert {kind.content_class: kind for kind in KINDS} == {
        type(data): page_class(data) for data in (SheetContentFactory(), WATCH, STORY, MEDIA)
    }
    assert [field.related_model for field in Sheet._meta.related_objects if field.one_to_one and field.parent_link]
    assert WorkshopPage in KINDS


def test_media_without_address_or_file_has_no_content(epm, animator):
    media = DraftFactory(epm=epm, author=animator, data=replace(MEDIA, link=""))
    with pytest.raises(IncompleteSheetError) as refusal:
        submit(page=media, by=animator)
    assert refusal.value.missing == {"link": NOTHING_TO_SHOW}
    AttachmentFactory(sheet=media)
    assert submit(page=media, by=animator).state == "submitted"


@pytest.mark.parametrize("reader", ["visitor", "animator"])
def test_list_of_all_kinds_costs_the_same_for_four_and_twelve(client, client_of, animator, epm, reader):
    reader = client if reader == "visitor" else client_of(animator)
    contents = [SheetContentFactory(), WATCH, STORY, MEDIA]

    def count_queries() -> int:
        with CaptureQueriesContext(connection) as captured_queries:
            answer = reader.get("/ressources/")
        assert [kind.label for kind in SheetKind if kind.label not in answer.content.decode()] == []
        return len(captured_queries)

    for content in contents:
        SheetFactory(epm=epm, data=content)
    count_queries()
    query_count = count_queries()
    for content in contents * 2:
        SheetFactory(epm=epm, data=content)
    assert count_queries() == query_count <= 9


@pytest.mark.parametrize(("kind", "titles"), [("veille", [WATCH.title]), ("media", [MEDIA.title])])
def test_list_is_filtered_by_kind(client, epm, kind, titles):
    for content in (SheetContentFactory(), WATCH, STORY, MEDIA):
        SheetFactory(epm=epm, data=content)
    assert [sheet.title for sheet in client.get(f"/ressources/?type={kind}").context["page_obj"]] == titles


@pytest.mark.parametrize(
    ("kind", "facts", "words"),
    [
        (SheetKind.WORKSHOP, ("Débutant", "1 h"), "Débutant · 1 h"),
        (SheetKind.STORY, ("Mars 2026",), "<b>Récit de projet</b> · Mars 2026"),
        (SheetKind.STORY, (), "<b>Récit de projet</b>"),
    ],
)
def test_sheet_is_shown_in_short_with_its_kind_unless_it_is_a_workshop(kind, facts, words):
    template = Template('{% include "ressources/sheets/_in_short.html" %}')
    assert template.render(Context({"sheet": {"kind": kind, "in_short": facts}})).strip() == words
