"""The review of a sheet that is open, in progress or sent back to its author, read in the query of the sheet."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from wagtail.models import Page, TaskState, WorkflowState

from reseau.members.models.member import Member
from ressources.sheets.models.page_rows import Gathered, instances

REVIEW = ("id", "status")
# Where it stands: when the reviewer was given the sheet, what she answered.
TASK = ("id", "status", "comment", "started_at", "finished_at", "finished_by_id")
BY = ("id", "first_name", "last_name")


def gathered_reviews() -> Gathered:
    """As a column of a query of sheets of any kind: a review belongs to the page itself."""
    found = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(models.OuterRef("pk"), models.CharField()),
    )
    of_task = [f"current_task_state__{name}" for name in TASK]
    of_member = [f"current_task_state__finished_by__{name}" for name in BY]
    return Gathered(found.order_by("-pk"), *REVIEW, *of_task, *of_member)


def read_review(rows: list[dict]) -> WorkflowState | None:
    """What `gathered_reviews` found, as one works with it; a field that was left aside is read if it is asked for."""
    for row in rows:
        (review,) = instances(WorkflowState, [row])
        (task_state,) = instances(TaskState, [_under("current_task_state__", row)])
        if task_state.finished_by_id:
            (task_state.finished_by,) = instances(Member, [_under("current_task_state__finished_by__", row)])
        review.current_task_state = task_state
        return review
    return None


def _under(path: str, row: dict) -> dict:
    return {name.removeprefix(path): value for name, value in row.items() if name.startswith(path)}
