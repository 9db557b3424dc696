"""Closed lists of the training year."""

from django.db import models


class DayPart(models.TextChoices):
    MORNING = "morning", "matin"
    AFTERNOON = "afternoon", "après-midi"


class SessionStatus(models.TextChoices):
    OPEN = "open", "Inscriptions ouvertes"
    CANCELLED = "cancelled", "Annulée"


class EnrolmentStatus(models.TextChoices):
    CONFIRMED = "confirmed", "Inscrit"
    WAITING = "waiting", "Sur liste d’attente"
    CANCELLED = "cancelled", "Désinscrit"
