"""Closed list: what the coordination decides on a file."""

from django.db import models


class LabelOutcome(models.TextChoices):
    """Decision on a file."""

    GRANTED = "granted", "Label accordé"
    PLAN_FIRST = "plan", "Un plan d’action d’abord"
    REFUSED = "refused", "Label refusé"

    @property
    def tone(self) -> str:
        return {self.GRANTED: "good", self.PLAN_FIRST: "wait", self.REFUSED: "bad"}[self]
