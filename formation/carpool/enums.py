"""Closed lists of car sharing."""

from django.db import models


class RideKind(models.TextChoices):
    """What somebody says of her car, or of the one she lacks."""

    OFFER = "offer", "Je peux emmener quelqu’un"
    SEARCH = "search", "Je cherche une place"

    @property
    def other(self) -> "RideKind":
        return RideKind.SEARCH if self is RideKind.OFFER else RideKind.OFFER


class RideAnswer(models.TextChoices):
    """Of the neighbour who is asked."""

    WAITING = "waiting", "Réponse attendue"
    ACCEPTED = "accepted", "Acceptée"
    DECLINED = "declined", "Refusée"
