"""Closed lists that several concepts of the training year share."""

from django.db import models


class DayPart(models.TextChoices):
    MORNING = "morning", "matin"
    AFTERNOON = "afternoon", "après-midi"
    EVENING = "evening", "soir"


class EnrolmentStatus(models.TextChoices):
    """From the request to the place. Whether she came is not a status: it is what attendance says."""

    REQUESTED = "requested", "Accord de l’employeur attendu"
    CONFIRMED = "confirmed", "Inscrit"
    WAITING = "waiting", "Sur liste d’attente"
    OFFERED = "offered", "Place proposée"
    CANCELLED = "cancelled", "Désinscrit"

    @classmethod
    def holding(cls) -> tuple["EnrolmentStatus", ...]:
        """Those that take a place: given, or kept until the offer ends."""
        return cls.CONFIRMED, cls.OFFERED

    @classmethod
    def active(cls) -> tuple["EnrolmentStatus", ...]:
        """Statuses of an enrolment that was not cancelled."""
        return tuple(status for status in cls if status != cls.CANCELLED)
