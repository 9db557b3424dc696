"""Closed list of what a reader writes to the author of a sheet."""

from django.db import models


class FeedbackKind(models.TextChoices):
    IDEA = "idee", "Une idée"
    ERROR = "erreur", "Une erreur"
    QUESTION = "question", "Une question"

    @property
    def told(self) -> str:
        """What its sender does, as its author is told."""
        return {
            self.IDEA: "propose une idée pour",
            self.ERROR: "signale une erreur dans",
            self.QUESTION: "pose une question sur",
        }[self]
