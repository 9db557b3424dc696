"""Closed list of the kinds of feedback."""

from django.db import models


class FeedbackKind(models.TextChoices):
    IDEA = "idee", "Une idée"
    ERROR = "erreur", "Une erreur"
    QUESTION = "question", "Une question"

    @property
    def action(self) -> str:
        """What the sender does, for the notice to the authors."""
        return {
            self.IDEA: "propose une idée pour",
            self.ERROR: "signale une erreur dans",
            self.QUESTION: "pose une question sur",
        }[self]
