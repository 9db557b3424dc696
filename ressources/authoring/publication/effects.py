"""Effects of a submission, of a decision and of a publication beside the workflow itself: assignment and notices.

Wagtail runs the workflow, from the site's own pages as from its editor; its task and its hook call these functions.
"""

from wagtail.models import TaskState

from reseau.people.members.models.member import Member
from ressources.authoring.publication import notices
from ressources.authoring.sheet_requests.services import close_answered
from ressources.library.discussions.services import follow_title
from ressources.review import notices as review_notices
from ressources.review.models import ReviewAssignment
from ressources.review.permissions import holder_of
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.notices import withdraw_submission


def after_submission(*, sheet: Sheet, task_state: TaskState, by: Member | None) -> None:
    """Assign the sheet anew and notify its reviewers. A reviewer who may no longer review it loses it."""
    sheet.assignment = ReviewAssignment.objects.restart(sheet)
    if holder_of(sheet) is None:
        sheet.assignment.hand_to(None)
    notices.notify_submitted(sheet, title=sheet.draft_title, task_state=task_state, by=by)


def after_decision(*, sheet: Sheet, task_state: TaskState, action: str, by: Member | None) -> None:
    """Close the assignment and notify the authors. `action` is that of Wagtail's task: "approve" or "reject"."""
    withdraw_submission(sheet, task_state=task_state)
    review_notices.withdraw_late(sheet)
    if action == "approve":
        ReviewAssignment.objects.filter(sheet=sheet).delete()
    if action == "approve" and sheet.live_revision_id == sheet.latest_revision_id:
        follow_title(sheet=sheet)
        wanted_by = close_answered(sheet=sheet, by=by)
        notices.notify_published(sheet, by=by, message=task_state.comment, told=wanted_by)
    elif action == "reject":
        notices.notify_changes_asked(sheet, title=sheet.draft_title, task_state=task_state, by=by)


def after_publication_in_editor(*, sheet: Sheet, by: Member) -> None:
    """Follow the button "Publish" of Wagtail's editor. A version that it only schedules notifies nobody yet."""
    if sheet.revisions.exclude(approved_go_live_at=None).exists():
        _withdraw_requests(sheet)
    else:
        after_publication(sheet=sheet, by=by)


def after_publication(*, sheet: Sheet, by: Member | None) -> None:
    """Withdraw the requests for a review and notify the authors of a sheet that went live without a decision.

    `by` is None for a version that was scheduled: the day publishes it.
    """
    _withdraw_requests(sheet)
    follow_title(sheet=sheet)
    notices.notify_published(sheet, by=by, told=close_answered(sheet=sheet, by=by))


def _withdraw_requests(sheet: Sheet) -> None:
    """Withdraw the requests of the reviews that are over."""
    for task_state in TaskState.objects.for_instance(sheet).exclude(status=TaskState.STATUS_IN_PROGRESS):
        withdraw_submission(sheet, task_state=task_state)
