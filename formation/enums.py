"""Closed lists of the training year."""

from django.db import models


class DayPart(models.TextChoices):
    MORNING = "morning", "matin"
    AFTERNOON = "afternoon", "après-midi"


class SessionStatus(models.TextChoices):
    OPEN = "open", "Inscriptions ouvertes"
    CANCELLED = "cancelled", "Annulée"


class Stage(models.TextChoices):
    """Where a session stands today: never stored, computed from its dates and its closed half-days."""

    UPCOMING = "upcoming", "À venir"
    RUNNING = "running", "En cours"
    TO_CLOSE = "to_close", "Émargement à clore"
    DONE = "done", "Terminée"
    CANCELLED = "cancelled", "Annulée"


class EnrolmentStatus(models.TextChoices):
    CONFIRMED = "confirmed", "Inscrit"
    WAITING = "waiting", "Sur liste d’attente"
    CANCELLED = "cancelled", "Désinscrit"
