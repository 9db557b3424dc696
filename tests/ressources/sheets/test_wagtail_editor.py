"""A sheet in Wagtail's editor: the same rules and effects as on the site."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.timezone import localtime

from alertes.channels.notices.models import Notice
from ressources.authoring.publication import services as publication
from ressources.library.models import LibraryPage
from ressources.sheets.enums import Licence, SheetState
from ressources.sheets.models.media import MediaPage
from ressources.sheets.models.story import StoryPage
from ressources.sheets.models.watch import WatchPage
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services import drafts
from tests.clock import freeze_time
from tests.factories.reseau import MemberFactory
from tests.factories.ressources import AdaptationFactory, AttachmentFactory, DraftFactory, SheetFactory
from tests.ressources.sheets.editor_forms import edit_url, editor_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client_of):
    """The browser of a superuser."""
    return client_of(MemberFactory(is_superuser=True))


def test_editor_opens_in_every_state(editor, draft, submitted, sheet, epm, animator):
    half_written = DraftFactory(
        epm=epm, author=animator, data__aim="", data__steps=(), data__group_size=None, data__tags=("photo",)
    )
    for page in (draft, submitted, sheet, half_written):
        assert editor.get(edit_url(page)).status_code == 200


def test_new_sheet_opens(editor):
    library = LibraryPage.objects.get()
    assert editor.get(f"/admin/pages/add/ressources/workshoppage/{library.pk}/").status_code == 200
    assert editor.get(edit_url(library)).status_code == 200


def test_history_and_preview_of_a_sheet_open(editor, submitted):
    assert editor.get(f"/admin/pages/{submitted.pk}/history/").status_code == 200
    preview = f"/admin/pages/{submitted.pk}/edit/preview/"
    assert editor.post(preview, editor_data(submitted)).json() == {"is_valid": True, "is_available": True}
    assert submitted.title in editor.get(f"{preview}?mode=").content.decode()


def test_preview_of_a_draft_offers_nothing_that_needs_a_published_sheet(client_of, submitted, sheet):
    editor = client_of(MemberFactory(is_superuser=True, coordinator=True))
    offers = ["Retirer cette fiche de la bibliothèque", "Que faire de cette fiche", "js/sheet-progress.js"]
    for page, expected in ((submitted, [False] * 3), (sheet, [True] * 3)):
        preview = f"/admin/pages/{page.pk}/edit/preview/"
        editor.post(preview, editor_data(page))
        text = editor.get(f"{preview}?mode=").text
        assert [words in text for words in offers] == expected


def test_publishing_in_wagtail_ends_the_review_on_the_site(editor, submitted, animator, territorial):
    response = editor.post(edit_url(submitted), editor_data(submitted, **{"action-publish": "1"}))
    assert response.status_code == 302
    page = WorkshopPage.objects.get(pk=submitted.pk)
    assert (page.state, page.duration, page.steps.count()) == (SheetState.PUBLISHED, 60, 2)
    assert [(notice.member, notice.url) for notice in Notice.objects.all()] == [(animator, page.get_absolute_url())]


def scheduling_data(page, day: datetime) -> dict:
    """Return the data of the editor's form that publishes `page` on that day."""
    return editor_data(page, **{"go_live_at": f"{localtime(day):%Y-%m-%d %H:%M}", "action-publish": "1"})


def test_scheduling_in_wagtail_notifies_the_author_on_the_day(editor, draft, animator):
    day = timezone.now() + timedelta(days=2)
    response = editor.post(edit_url(draft), scheduling_data(draft, day))
    assert (response.status_code, WorkshopPage.objects.get(pk=draft.pk).live) == (302, False)
    assert Notice.objects.count() == 0

    with freeze_time(day + timedelta(minutes=10)):
        call_command("tick")

    page = WorkshopPage.objects.get(pk=draft.pk)
    assert page.state is SheetState.PUBLISHED
    # The tick also names the animator, alone in the EPM, its person of reference.
    about_sheets = Notice.objects.filter(url__startswith="/ressources/")
    assert [(notice.member, notice.url) for notice in about_sheets] == [(animator, page.get_absolute_url())]


def test_scheduling_a_sheet_in_review_in_wagtail_withdraws_the_request_only(editor, submitted, territorial):
    assert territorial.notices.count() == 1
    editor.post(edit_url(submitted), scheduling_data(submitted, timezone.now() + timedelta(days=2)))
    assert list(WorkshopPage.objects.waiting_for(territorial)) == []
    assert Notice.objects.count() == 0


def test_scheduling_in_wagtail_keeps_the_request_for_a_running_review(editor, sheet, animator, territorial):
    page = WorkshopPage.objects.get(pk=sheet.pk)
    data = replace(page.latest_content, tips="Nouveau")
    drafts.save_draft(page=page, by=animator, data=data, base_revision=page.latest_revision_id)
    page = publication.submit(page=page, by=animator)
    editor.post(edit_url(page), scheduling_data(page, timezone.now() + timedelta(days=2)))
    assert list(WorkshopPage.objects.live()) == list(WorkshopPage.objects.waiting_for(territorial)) == [sheet]
    assert [notice.member for notice in Notice.objects.all()] == [territorial]


def test_new_sheet_scheduled_in_wagtail_notifies_its_author_on_the_day(editor, draft):
    day = timezone.now() + timedelta(days=2)
    form = scheduling_data(draft, day) | {"title": "Un autre atelier", "slug": "un-autre"}
    response = editor.post(f"/admin/pages/add/ressources/workshoppage/{LibraryPage.objects.get().pk}/", form)
    page = WorkshopPage.objects.get(slug="un-autre")
    assert (response.status_code, page.live, Notice.objects.count()) == (302, False, 0)

    with freeze_time(day + timedelta(minutes=10)):
        call_command("tick")

    assert [notice.member for notice in Notice.objects.filter(url=page.get_absolute_url())] == [page.owner]


def test_publishing_another_kind_of_page_notifies_nobody(editor):
    page = LibraryPage.objects.get()
    form = {"title": "Nos ateliers", "introduction": "", "action-publish": "1"}
    counts = {f"comments-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    assert editor.post(edit_url(page), form | counts).status_code == 302
    assert LibraryPage.objects.get().title == "Nos ateliers"
    assert Notice.objects.count() == 0


def test_approving_in_wagtail_publishes_on_the_site(editor, submitted, animator):
    action = {"action-workflow-action": "true", "workflow-action-name": "approve", "workflow-action-extra-data": "{}"}
    editor.post(edit_url(submitted), editor_data(submitted, **action))
    assert WorkshopPage.objects.get(pk=submitted.pk).state is SheetState.PUBLISHED
    assert [notice.url for notice in Notice.objects.filter(member=animator)] == [submitted.get_absolute_url()]


def test_sending_to_review_in_wagtail_fills_the_queue_on_the_site(editor, draft, territorial):
    editor.post(edit_url(draft), editor_data(draft, **{"action-submit": "1"}))
    assert list(WorkshopPage.objects.waiting_for(territorial)) == [draft]
    assert territorial.notices.count() == 1


def test_draft_saved_in_wagtail_opens_on_the_site(editor, client_of, animator, draft):
    editor.post(edit_url(draft), editor_data(draft, tips="Un conseil de Wagtail"))
    form = client_of(animator).get(f"/ressources/fiches/{draft.pk}/modifier/").context["form"]
    assert form["tips"].value() == "Un conseil de Wagtail"


def test_sheet_published_in_wagtail_keeps_tags_and_skills(editor, epm, skill_keys):
    page = SheetFactory(epm=epm, data__tags=("photo",), data__skills=skill_keys("D1.2"))
    skills = {"tags": "photo", "skills": [str(key) for key in skill_keys("D1.2")]}
    editor.post(edit_url(page), editor_data(page, **skills, **{"action-publish": "1"}))
    content = WorkshopPage.objects.get(pk=page.pk).latest_content
    assert (content.tags, content.skills) == (("photo",), skill_keys("D1.2"))


def test_files_of_a_sheet_are_listed_and_attached_on_the_site(editor, sheet, draft):
    file = AttachmentFactory(sheet=sheet)
    html = editor.get(edit_url(sheet)).content.decode()
    assert file.get_absolute_url() in html
    assert f"/ressources/fiches/{sheet.pk}/fichiers/" in html
    assert "Aucun fichier n’est encore joint." in editor.get(edit_url(draft)).content.decode()


def is_kept(file) -> bool:
    return file.file.storage.exists(file.file.name)


def test_files_are_deleted_with_their_page(editor, sheet, draft, django_capture_on_commit_callbacks):
    file, other = AttachmentFactory(sheet=sheet), AttachmentFactory(sheet=draft)
    url = f"/admin/pages/{sheet.pk}/delete/"
    with django_capture_on_commit_callbacks(execute=True):
        editor.get(url)
    assert is_kept(file)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(url)
    assert (WorkshopPage.objects.count(), is_kept(file), is_kept(other)) == (1, False, True)


def test_files_of_several_pages_are_deleted_with_them(editor, sheet, draft, django_capture_on_commit_callbacks):
    files = [AttachmentFactory(sheet=sheet), AttachmentFactory(sheet=draft)]
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(f"/admin/bulk/wagtailcore/page/delete/?id={sheet.pk}&id={draft.pk}&next=/admin/")
    assert (WorkshopPage.objects.count(), [is_kept(file) for file in files]) == (0, [False, False])


@pytest.mark.parametrize(
    ("page", "own_fields"),
    [
        (WatchPage, {"link": "https://example.org/", "source": "", "published_on": "", "why": "On nous le demande."}),
        (StoryPage, {"story": "Une salle ouverte.", "result": "Douze personnes.", "period": "", "partners": ""}),
        (MediaPage, {"form": "video", "link": "https://example.org/v", "minutes": "", "description": ""}),
    ],
)
def test_shorter_kinds_are_edited_in_wagtail_too(editor, epm, page, own_fields):
    address = f"/admin/pages/add/ressources/{page._meta.model_name}/{LibraryPage.objects.get().pk}/"
    assert editor.get(address).status_code == 200
    classification = {"audience": "public", "licence": Licence.BY_SA.value, "epm": epm.pk, "tags": ""}
    forms = {
        f"comments-{name}_FORMS": value
        for name, value in {"TOTAL": 0, "INITIAL": 0, "MIN_NUM": 0, "MAX_NUM": 9}.items()
    }
    common_fields = {
        "title": "Un essai",
        "slug": "un-essai",
        "aim": "Pour voir.",
        "cost": "",
        "advice": "",
        "credits": "",
    }
    answer = editor.post(
        address, {**common_fields, **own_fields, **classification, **forms, "seo_title": "", "search_description": ""}
    )
    assert (answer.status_code, page.objects.get().latest_content.title) == (302, "Un essai")


def test_sheet_with_a_duration_gap_is_not_published_in_wagtail(editor, draft):
    answer = editor.post(edit_url(draft), editor_data(draft, announced="90") | {"action-publish": "1"})
    assert (answer.status_code, WorkshopPage.objects.get(pk=draft.pk).live) == (200, False)
    assert "il manque 30\u00a0min" in answer.content.decode()


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_wagtail_refuses_a_licence_that_the_origin_forbids(editor, sheet, action):
    page = WorkshopPage.objects.get(pk=AdaptationFactory(origin=sheet).sheet_id)
    WorkshopPage.objects.filter(pk=page.pk).update(live=False)
    refusal = editor.post(edit_url(page), editor_data(page, licence=Licence.BY.value) | {action: "1"})
    assert (refusal.status_code, "sa licence doit être CC BY-SA 4.0" in refusal.content.decode()) == (200, True)
    success = editor.post(edit_url(page), editor_data(page, licence=Licence.BY_SA.value) | {action: "1"})
    assert success.status_code == 302
