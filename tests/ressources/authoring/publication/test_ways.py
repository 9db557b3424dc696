"""The ways to publish a sheet: whoever does it, and wherever, the same follows."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.utils.timezone import localtime

from alertes.channels.notices.models import Notice
from alertes.choices.subscriptions.models import Subscription
from alertes.choices.subscriptions.services import follow
from extranet.declarations.jobs import publish_scheduled_pages
from ressources.authoring.publication import services as publication
from ressources.authoring.sheet_requests.models import SheetRequest
from ressources.authoring.sheet_requests.services import request_sheet
from ressources.declarations.events import REVIEW_AWAITED, SHEET_ANSWER, SHEET_FOLLOWED, SHEET_NEWS
from ressources.library.discussions.services import discuss
from ressources.review.models import ReviewAssignment
from ressources.review.services import take_review
from ressources.sheets.enums import SheetState
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services import drafts
from tests.clock import freeze_time
from tests.factories.reseau import MemberFactory
from tests.moments import days_from_now
from tests.ressources.sheets.editor_forms import edit_url, editor_data

pytestmark = pytest.mark.django_db
TITLE = "Trier ses photos"


@pytest.fixture
def editor(client_of):
    """The browser of somebody who publishes in Wagtail's editor."""
    return client_of(MemberFactory(is_superuser=True))


@pytest.fixture
def awaited(sheet, animator, territorial, colleague, stranger):
    """A new version of a sheet that is discussed, followed by `stranger`, requested by `colleague`, and in review."""
    discuss(sheet=sheet, by=territorial, body="Essayée hier.")
    Subscription.objects.all().delete()
    follow(member=stranger, subject=f"sheet:{sheet.pk}")
    request_sheet(words="Trier ses photos", by=colleague)
    SheetRequest.objects.update(sheet=sheet, taken_by=animator)
    page = WorkshopPage.objects.get(pk=sheet.pk)
    data = replace(page.latest_content, title=TITLE)
    page = drafts.save_draft(page=page, by=animator, data=data, base_revision=page.latest_revision_id)
    page = publication.submit(page=page, by=animator)
    take_review(page=page, by=territorial)
    Notice.objects.exclude(member=territorial).delete()
    return page


def publish_on_the_review_page(sheet, *, editor, reviewer) -> None:
    reviewer.post(f"/ressources/fiches/{sheet.pk}/publier/", {"revision": str(sheet.latest_revision_id)})


def publish_in_the_editor(sheet, *, editor, reviewer) -> None:
    editor.post(edit_url(sheet), editor_data(sheet) | {"action-publish": "1"})


def approve_in_the_editor(sheet, *, editor, reviewer) -> None:
    action = {"action-workflow-action": "true", "workflow-action-name": "approve", "workflow-action-extra-data": "{}"}
    editor.post(edit_url(sheet), editor_data(sheet) | action)


def publish_on_its_day(sheet, *, editor, reviewer) -> None:
    schedule(sheet, editor)
    with freeze_time(days_from_now(3)):
        publish_scheduled_pages()


def publish_by_the_command(sheet, *, editor, reviewer) -> None:
    schedule(sheet, editor)
    with freeze_time(days_from_now(3)):
        call_command("publish_scheduled")


def schedule(sheet, editor) -> None:
    day = f"{localtime(days_from_now(2)):%Y-%m-%d %H:%M}"
    editor.post(edit_url(sheet), editor_data(sheet) | {"go_live_at": day, "action-publish": "1"})


WAYS = (
    publish_on_the_review_page,
    publish_in_the_editor,
    approve_in_the_editor,
    publish_on_its_day,
    publish_by_the_command,
)


@pytest.mark.parametrize("publish", WAYS)
def test_same_follows_whichever_way_a_sheet_is_published(
    publish, awaited, editor, client_of, animator, territorial, colleague, stranger
):
    assert territorial.notices.filter(kind=REVIEW_AWAITED.name).exists()

    publish(awaited, editor=editor, reviewer=client_of(territorial))

    page = WorkshopPage.objects.get(pk=awaited.pk)
    assert (page.state, page.title, page.live_revision_id) == (SheetState.PUBLISHED, TITLE, page.latest_revision_id)
    assert page.discussion.topic.title == TITLE
    assert not SheetRequest.objects.open().exists()
    assert not ReviewAssignment.objects.exists()
    assert not territorial.notices.filter(kind=REVIEW_AWAITED.name).exists()
    about_the_page = Notice.objects.filter(url=page.get_absolute_url())
    assert set(about_the_page.values_list("member", "kind")) == {
        (animator.pk, SHEET_NEWS.name),
        (colleague.pk, SHEET_ANSWER.name),
        (stranger.pk, SHEET_FOLLOWED.name),
    }
