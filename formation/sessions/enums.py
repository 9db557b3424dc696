"""Closed lists of sessions: kind of place, status, stage."""

from django.db import models


class PlaceKind(models.TextChoices):
    """Where a session is held: in an EPM, in another place, or remotely."""

    EPM = "epm", "Dans un EPM"
    ELSEWHERE = "elsewhere", "Dans un autre lieu"
    REMOTE = "remote", "À distance"


class SessionStatus(models.TextChoices):
    """A draft is visible to coordinators only and closed to enrolment. It occupies its room and trainers."""

    DRAFT = "draft", "Brouillon"
    OPEN = "open", "Inscriptions ouvertes"
    CANCELLED = "cancelled", "Annulée"


class Stage(models.TextChoices):
    """State of a session today, computed from its dates and closed half-days, never stored."""

    DRAFT = "draft", "Brouillon"
    UPCOMING = "upcoming", "À venir"
    RUNNING = "running", "En cours"
    TO_CLOSE = "to_close", "Émargement à clore"
    DONE = "done", "Terminée"
    CANCELLED = "cancelled", "Annulée"


# Closed lists of car sharing.
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
