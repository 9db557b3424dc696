"""The open review of a sheet, in progress or sent back to its author, read in the query of the sheet."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from wagtail.models import Page, TaskState, WorkflowState

from reseau.people.members.models.member import Member
from reseau.web.queries.json_rows import JSONRows, instances_of_rows

REVIEW = ("id", "status")
# Its state: when the reviewer got the sheet, what they answered.
TASK = ("id", "status", "comment", "started_at", "finished_at", "finished_by_id")
BY = ("id", "first_name", "last_name")


def open_review_rows() -> JSONRows:
    """Return the open reviews as a column of a query of sheets of any kind: a review belongs to the page."""
    reviews = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(models.OuterRef("pk"), models.CharField()),
    )
    of_task = [f"current_task_state__{name}" for name in TASK]
    of_member = [f"current_task_state__finished_by__{name}" for name in BY]
    return JSONRows(reviews.order_by("-pk"), *REVIEW, *of_task, *of_member)


def read_review(rows: list[dict]) -> WorkflowState | None:
    """Build the review from what `open_review_rows` joined; other fields are read on demand."""
    for row in rows:
        (review,) = instances_of_rows(WorkflowState, [row])
        (task_state,) = instances_of_rows(TaskState, [_under("current_task_state__", row)])
        if task_state.finished_by_id:
            (task_state.finished_by,) = instances_of_rows(Member, [_under("current_task_state__finished_by__", row)])
        review.current_task_state = task_state
        return review
    return None


def task_in_progress(page) -> TaskState | None:
    """Return the task that a reviewer has to answer; None if the page is not in review."""
    review = page.current_workflow_state
    return review.current_task_state if review and review.status == WorkflowState.STATUS_IN_PROGRESS else None


def _under(path: str, row: dict) -> dict:
    return {name.removeprefix(path): value for name, value in row.items() if name.startswith(path)}
