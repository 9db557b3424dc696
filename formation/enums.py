"""Closed lists that several concepts of the training year share."""

from django.db import models


class DayPart(models.TextChoices):
    MORNING = "morning", "matin"
    AFTERNOON = "afternoon", "après-midi"
    EVENING = "evening", "soir"


class EnrolmentStatus(models.TextChoices):
    """From the request to the place. Presence is not a status: attendance records it."""

    REQUESTED = "requested", "Accord de l’employeur attendu"
    CONFIRMED = "confirmed", "Inscription confirmée"
    WAITING = "waiting", "Sur liste d’attente"
    OFFERED = "offered", "Place proposée"
    CANCELLED = "cancelled", "Inscription annulée"

    @classmethod
    def holding(cls) -> tuple["EnrolmentStatus", ...]:
        """Statuses that take a place: confirmed, or offered until the offer ends."""
        return cls.CONFIRMED, cls.OFFERED

    @classmethod
    def active(cls) -> tuple["EnrolmentStatus", ...]:
        """Statuses of an enrolment that is not cancelled."""
        return tuple(status for status in cls if status != cls.CANCELLED)
