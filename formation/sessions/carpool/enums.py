"""Closed lists of car sharing."""

from django.db import models


class RideKind(models.TextChoices):
    """Offer of seats, or search for a seat."""

    OFFER = "offer", "Je peux emmener quelqu’un"
    SEARCH = "search", "Je cherche une place"

    @property
    def opposite(self) -> "RideKind":
        return RideKind.SEARCH if self is RideKind.OFFER else RideKind.OFFER


class RideAnswer(models.TextChoices):
    """Answer of the neighbour who was asked."""

    WAITING = "waiting", "Réponse attendue"
    ACCEPTED = "accepted", "Acceptée"
    DECLINED = "declined", "Refusée"
