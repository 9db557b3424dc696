"""The review of a sheet as a task of Wagtail's workflow, done by the territorial animator of the sheet's territory.

Wagtail's editor submits and decides through this task, which calls the services that the site's own pages call.
"""

from collections.abc import Callable

from django.db import transaction
from wagtail.models import Task, TaskState

from ressources.authoring.publication import services as publication
from ressources.permissions import may_review
from ressources.review.permissions import may_answer
from ressources.sheets.models.sheet import Sheet


class TerritorialReview(Task):
    """Task that only territorial animators of the territory of the sheet's EPM, and coordinators, may decide.

    Once a reviewer has taken the sheet (`ReviewAssignment`), only that reviewer and coordinators decide.
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
            publication.request_review(sheet=sheet, task_state=task_state, by=user)
        return task_state

    def on_action(self, task_state, user, action_name: str, comment: str = "", **kwargs) -> None:
        sheet = _sheet(task_state.workflow_state)
        if sheet and action_name == "approve":
            publication.put_online(sheet=sheet, by=user, task_state=task_state, message=comment)
        elif sheet and action_name == "reject":
            publication.send_back(sheet=sheet, by=user, task_state=task_state, reason=comment)
        else:
            super().on_action(task_state, user, action_name, comment=comment, **kwargs)

    def user_can_access_editor(self, obj, user) -> bool:
        return _allowed(may_review, user, obj)

    def locked_for_user(self, obj, user) -> bool:
        """Let only reviewers change a sheet in Wagtail during its review; its author takes it back first."""
        return not _allowed(may_review, user, obj)

    def get_actions(self, obj, user) -> list[tuple[str, str, bool]]:
        if not _allowed(may_answer, user, obj):
            return []
        return [("reject", "Demander des modifications", True), ("approve", "Publier la fiche", False)]

    def get_task_states_user_can_moderate(self, user, **kwargs):
        task_states = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if user.is_superuser:
            return task_states
        sheet_keys = [str(pk) for pk in Sheet.objects.waiting_for(user).values_list("pk", flat=True)]
        return task_states.filter(workflow_state__object_id__in=sheet_keys)


def _sheet(workflow_state) -> Sheet | None:
    """Return the sheet in review; None if the task was set on another kind of page."""
    return Sheet.objects.filter(pk=workflow_state.object_id).first()


def _allowed(predicate: Callable, user, page) -> bool:
    sheet = page.specific
    return user.is_superuser or (isinstance(sheet, Sheet) and predicate(user, sheet))
