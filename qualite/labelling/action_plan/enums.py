"""Closed list: state of an action."""

from django.db import models


class ActionState(models.TextChoices):
    """State of an action of a plan."""

    TO_DO = "to_do", "À faire"
    UNDER_WAY = "doing", "En cours"
    DONE = "done", "Faite"
    DROPPED = "dropped", "Abandonnée"

    @property
    def tone(self) -> str:
        return {self.DONE: "good", self.UNDER_WAY: "wait"}.get(self, "")
