"""The publication of a sheet: submitted to review, published at once or on its day, sent back, withdrawn.

Each function locks the page first. What follows from a step beside the workflow is in
`ressources.authoring.publication.effects`.
"""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision, WorkflowState
from wagtail.users.models import UserProfile

from reseau.people.members.models.member import Member
from ressources.authoring.publication import effects, notices
from ressources.authoring.publication.models import TerritorialReview
from ressources.review.permissions import holder_of, may_answer
from ressources.review.reviewers import taken_by
from ressources.sheets.models.open_review import task_in_progress
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_kinds import KINDS
from ressources.sheets.services.drafts import locked_page, reloaded_page
from ressources.sheets.services.errors import IncompleteSheetError


@transaction.atomic
def submit(*, page: Sheet, by: Member) -> Sheet:
    """Submit the last saved version to the reviewers of the territory.

    Raises:
        IncompleteSheetError: a reviewer would miss something.
        ValidationError: there is nothing new to review, or the workflow of reviews is not set up.
    """
    page = locked_page(page=page)
    if missing := page.missing():
        raise IncompleteSheetError(missing)
    if not page.has_draft:
        raise ValidationError("Cette fiche est déjà publiée, sans rien de nouveau à relire.")
    _keep_wagtail_quiet(by)
    review = page.current_workflow_state
    if review is None:
        workflow = page.get_workflow()
        # Without ours, Wagtail falls back on its own review, which knows no territory.
        if workflow is None or not TerritorialReview.objects.filter(workflow_tasks__workflow=workflow).exists():
            raise ValidationError("La relecture n’est pas ouverte. Prévenez la coordination.")
        workflow.start(page, by)
    elif review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        review.resume(user=by)
    return reloaded_page(page=page)


@transaction.atomic
def publish(
    *, page: Sheet, by: Member, message: str = "", revision: int | None = None, written_at: datetime | None = None
) -> Sheet:
    """Publish the version in review, with a `message` to its authors.

    `revision`, as it was at `written_at`, is the version that the reviewer read: no other is published unread.

    Raises:
        IncompleteSheetError: a reader would miss something.
        ValidationError: the review is over, another version was saved, or another reviewer has the sheet.
    """
    _decide(page, "approve", by=by, revision=revision, written_at=written_at, comment=message)
    return reloaded_page(page=page)


@transaction.atomic
def ask_changes(
    *, page: Sheet, by: Member, reason: str, revision: int | None = None, written_at: datetime | None = None
) -> Sheet:
    """Send the sheet back to its author with a `reason`. Arguments and errors as in `publish`."""
    _decide(page, "reject", by=by, revision=revision, written_at=written_at, comment=reason)
    return reloaded_page(page=page)


@transaction.atomic
def withdraw(*, page: Sheet, by: Member) -> Sheet:
    """Take a published sheet out of the library; its author keeps the text.

    Raises `ValidationError` if the sheet is no longer in the library.
    """
    page = locked_page(page=page)
    if not page.live:
        raise ValidationError("Cette fiche n’est déjà plus dans la bibliothèque.")
    notices.withdraw_followed(page)
    page.unpublish(user=by)
    notices.notify_withdrawn(page, by=by)
    return page


def publish_scheduled_sheets() -> int:
    """Publish the versions that the editor scheduled, once their time has come; return their number.

    Wagtail's command `publish_scheduled` would publish them without notifying anybody.
    """
    kinds = ContentType.objects.get_for_models(*KINDS).values()
    scheduled = Revision.objects.filter(content_type__in=kinds, approved_go_live_at__lt=timezone.now())
    keys = list(scheduled.order_by("approved_go_live_at", "pk").values_list("object_id", "pk"))
    return sum(_publish_scheduled(sheet, revision) for sheet, revision in keys)


@transaction.atomic
def _publish_scheduled(sheet: str, revision: int) -> bool:
    """Publish the version of that sheet, both given by key; return False if another request was faster."""
    page = Sheet.objects.select_for_update().filter(pk=sheet).first()
    version = page and page.revisions.filter(pk=revision, approved_go_live_at__lt=timezone.now()).first()
    if not version:
        return False
    version.publish(log_action="wagtail.publish.scheduled")
    effects.after_publication(sheet=reloaded_page(page=page), by=None)
    return True


def _decide(
    page: Sheet, action: str, *, by: Member, revision: int | None, written_at: datetime | None, **details
) -> None:
    page = locked_page(page=page)
    task_state = task_in_progress(page)
    if task_state is None:
        raise ValidationError(
            "Cette fiche n’est plus en relecture : une autre personne a décidé, ou son auteur l’a reprise."
        )
    if revision not in (None, page.latest_revision_id) or written_at not in (None, page.latest_revision_created_at):
        raise ValidationError("Cette fiche a changé depuis que vous l’avez ouverte. Relisez-la avant de décider.")
    if not may_answer(by, page) and (holder := holder_of(page)):
        raise ValidationError(f"{taken_by(holder, page)} Voyez ensemble avant de répondre.")
    if action == "approve" and (missing := page.missing()):
        raise IncompleteSheetError(missing)
    task_state.task.specific.on_action(task_state, by, action, **details)


def _keep_wagtail_quiet(by: Member) -> None:
    """Turn off the mails of Wagtail, which lead to its editor: animators get those of this site."""
    off = dict.fromkeys(("submitted_notifications", "approved_notifications", "rejected_notifications"), False)
    UserProfile.objects.get_or_create(user=by, defaults=off)
