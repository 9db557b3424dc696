"""Closed lists: state of a visit, what a visitor saw of a criterion."""

from django.db import models


class VisitState(models.TextChoices):
    """State of a visit."""

    PLANNED = "planned", "Prévue"
    HELD = "held", "Faite"
    CANCELLED = "cancelled", "Annulée"


class Sight(models.TextChoices):
    """What the visitor saw of a criterion."""

    SEEN = "seen", "Vu"
    PARTLY = "partly", "En partie"
    NOT_SEEN = "not_seen", "Pas vu"

    @property
    def tone(self) -> str:
        return {self.SEEN: "good", self.PARTLY: "wait", self.NOT_SEEN: "bad"}[self]
