"""The review of a sheet: a task of Wagtail's workflow, done by the territorial animator of the sheet's territory.

The site's own pages (`ressources.review.views`) and Wagtail's editor both go through here: same rules, same notices.
"""

from collections.abc import Callable

from django.db import transaction
from wagtail.models import Task, TaskState

from ressources.permissions import holder_of, may_answer, may_review
from ressources.review import notices as review_notices
from ressources.review.models.assignment import ReviewAssignment
from ressources.sheets import notices
from ressources.sheets.models.sheet import Sheet


class TerritorialReview(Task):
    """Only territorial animators of the territory of the sheet's EPM, and coordinators, may decide.

    Once one of them has taken it in hand (`ReviewAssignment`), she alone does, or a coordinator.
    """

    class Meta:
        verbose_name = "relecture territoriale"
        verbose_name_plural = "relectures territoriales"

    @classmethod
    def get_description(cls) -> str:
        return "L’animation du territoire de l’EPM d’origine, ou la coordination, publie ou demande des modifications."

    @transaction.atomic
    def start(self, workflow_state, user=None) -> TaskState:
        task_state = super().start(workflow_state, user=user)
        if sheet := _sheet(workflow_state):
            sheet.assignment = ReviewAssignment.objects.restart(sheet)
            if holder_of(sheet) is None:
                sheet.assignment.hand_to(None)
            review_notices.tell_submitted(sheet, title=sheet.draft_title, task_state=task_state, by=user)
        return task_state

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs) -> None:
        super().on_action(task_state, user, action_name, **kwargs)
        sheet = _sheet(task_state.workflow_state)
        if sheet is None:
            return
        review_notices.forget_submission(sheet, task_state=task_state)
        review_notices.forget_late(sheet)
        if action_name == "approve":
            ReviewAssignment.objects.filter(sheet=sheet).delete()
        if action_name == "approve" and sheet.live_revision_id == sheet.latest_revision_id:
            notices.tell_published(sheet, by=user)
        elif action_name == "reject":
            review_notices.tell_changes_asked(sheet, title=sheet.draft_title, task_state=task_state, by=user)

    def user_can_access_editor(self, obj, user) -> bool:
        return _allowed(may_review, user, obj)

    def locked_for_user(self, obj, user) -> bool:
        """While it is being reviewed, only reviewers change a sheet in Wagtail; its author takes it back first."""
        return not _allowed(may_review, user, obj)

    def get_actions(self, obj, user) -> list[tuple[str, str, bool]]:
        if not _allowed(may_answer, user, obj):
            return []
        return [("reject", "Demander des modifications", True), ("approve", "Publier la fiche", False)]

    def get_task_states_user_can_moderate(self, user, **kwargs):
        running = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if user.is_superuser:
            return running
        waiting = [str(pk) for pk in Sheet.objects.waiting_for(user).values_list("pk", flat=True)]
        return running.filter(workflow_state__object_id__in=waiting)


def _sheet(workflow_state) -> Sheet | None:
    """The sheet in review; none if somebody set this task upon another kind of page."""
    return Sheet.objects.filter(pk=workflow_state.object_id).first()


def _allowed(predicate: Callable, user, page) -> bool:
    sheet = page.specific
    return user.is_superuser or (isinstance(sheet, Sheet) and predicate(user, sheet))
