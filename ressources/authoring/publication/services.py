"""The publication of a sheet: submitted to review, published at once or on its day, sent back, withdrawn.

Every way to publish a sheet leads to `put_online`, which does it and calls all that follows: the review page, through
`publish`; Wagtail's editor, through its task (`territorial_review`) and its hook; a day chosen in the editor, at each
tick; the command `publish_scheduled`, which the tick runs.
"""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState
from wagtail.users.models import UserProfile

from reseau.people.members.models.member import Member
from ressources.authoring.publication import notices
from ressources.authoring.sheet_requests.services import close_answered
from ressources.authoring.topics.notices import notify_contributors
from ressources.authoring.watch_inbox.notices import notify_watch_followers
from ressources.library.discussions.services import follow_title
from ressources.review import services as reviews
from ressources.review.adaptations.notices import notify_lineage
from ressources.review.permissions import holder_of, may_answer
from ressources.review.reviewers import taken_by
from ressources.sheets.enums import SheetKind
from ressources.sheets.models.authorship import author_keys
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
        if workflow is None or not workflow.workflow_tasks.filter(task__territorialreview__isnull=False).exists():
            raise ValidationError("La relecture n’est pas ouverte. Prévenez la coordination.")
        workflow.start(page, by)
    elif review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        review.resume(user=by)
    return reloaded_page(page=page)


@transaction.atomic
def request_review(*, sheet: Sheet, task_state: TaskState, by: Member | None) -> None:
    """Assign a sheet that was just submitted, here or in Wagtail's editor, and notify its reviewers."""
    reviews.start_round(sheet=sheet)
    notices.notify_submitted(sheet, title=sheet.draft_title, task_state=task_state, by=by)


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
    page = locked_page(page=page)
    task_state = _task_to_decide(page, by=by, revision=revision, written_at=written_at)
    if missing := page.missing():
        raise IncompleteSheetError(missing)
    return put_online(sheet=page, by=by, task_state=task_state, message=message)


@transaction.atomic
def put_online(
    *,
    sheet: Sheet,
    by: Member | None,
    task_state: TaskState | None = None,
    version: Revision | None = None,
    message: str = "",
) -> Sheet:
    """Publish a sheet and do all that follows; return it as it is then.

    `task_state`: the review that publishes it, with a `message` to its authors. `version`: the one whose day has come;
    then nobody did it (`by`). Wagtail's button "Publish" gives neither: it has published before it calls. A version
    that the editor keeps for a later day ends its review, and notifies nobody yet.
    """
    if task_state:
        task_state.approve(user=by, comment=message)
    elif version:
        version.publish(log_action="wagtail.publish.scheduled")
    published = reloaded_page(page=sheet)
    if task_in_progress(published):
        # Readers keep the version that they have until that day; meanwhile, the review goes on.
        return published
    reviews.close_review(sheet=sheet)
    if not published.revisions.exclude(approved_go_live_at=None).exists():
        follow_title(sheet=published)
        _notify_of_publication(published, by=by, message=message)
    return published


def _notify_of_publication(sheet: Sheet, *, by: Member | None, message: str) -> None:
    """Notify all those whom a publication concerns, each for one reason: the authors, those who requested the sheet,
    those who adapted it or whose sheet it adapts, those who wrote its words in the forum; then those who follow it.
    """
    notified = close_answered(sheet=sheet, by=by)
    notices.notify_published(sheet, by=by, message=message)
    notified |= {*author_keys(sheet), *notify_lineage(sheet, by=by)}
    if sheet.kind == SheetKind.WATCH:
        notify_watch_followers(sheet, by=by)
    if hasattr(sheet, "topic_origin"):
        notified |= notify_contributors(sheet, by=by)
    notices.notify_followers(sheet, by=by, notified=notified)


@transaction.atomic
def ask_changes(
    *, page: Sheet, by: Member, reason: str, revision: int | None = None, written_at: datetime | None = None
) -> Sheet:
    """Send the sheet back to its author with a `reason`. Arguments and errors as in `publish`."""
    page = locked_page(page=page)
    task_state = _task_to_decide(page, by=by, revision=revision, written_at=written_at)
    send_back(sheet=page, by=by, task_state=task_state, reason=reason)
    return reloaded_page(page=page)


@transaction.atomic
def send_back(*, sheet: Sheet, by: Member, task_state: TaskState, reason: str) -> None:
    """Reject the version in review, here or in Wagtail's editor, and notify its authors of the `reason`."""
    task_state.reject(user=by, comment=reason)
    reviews.end_round(sheet=sheet)
    notices.notify_changes_asked(sheet, title=sheet.draft_title, task_state=task_state, by=by)


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
    """Publish the versions that the editor scheduled, once their time has come; return their number."""
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
    put_online(sheet=page, by=None, version=version)
    return True


def _task_to_decide(page: Sheet, *, by: Member, revision: int | None, written_at: datetime | None) -> TaskState:
    """Return the open task of a review that `by` may decide, about the version that they read. Raises
    `ValidationError` otherwise.
    """
    task_state = task_in_progress(page)
    if task_state is None:
        raise ValidationError(
            "Cette fiche n’est plus en relecture\u00a0: une autre personne a décidé, ou son auteur l’a reprise."
        )
    if revision not in (None, page.latest_revision_id) or written_at not in (None, page.latest_revision_created_at):
        raise ValidationError("Cette fiche a changé depuis que vous l’avez ouverte. Relisez-la avant de décider.")
    if not may_answer(by, page) and (holder := holder_of(page)):
        raise ValidationError(f"{taken_by(holder, page)} Voyez ensemble avant de répondre.")
    return task_state


def _keep_wagtail_quiet(by: Member) -> None:
    """Turn off the mails of Wagtail, which lead to its editor: animators get those of this site."""
    off = dict.fromkeys(("submitted_notifications", "approved_notifications", "rejected_notifications"), False)
    UserProfile.objects.get_or_create(user=by, defaults=off)
