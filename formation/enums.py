"""Closed lists of the training year."""

from django.db import models


class DayPart(models.TextChoices):
    MORNING = "morning", "matin"
    AFTERNOON = "afternoon", "après-midi"
    EVENING = "evening", "soir"


class PlaceKind(models.TextChoices):
    """Where a session is held: in a room of the network, in another place, or nowhere, over the network."""

    EPM = "epm", "Dans un EPM"
    ELSEWHERE = "elsewhere", "Dans un autre lieu"
    REMOTE = "remote", "À distance"


class SessionStatus(models.TextChoices):
    """A draft is seen by coordinators alone, and nobody enrols in it; it holds its room and its trainers."""

    DRAFT = "draft", "Brouillon"
    OPEN = "open", "Inscriptions ouvertes"
    CANCELLED = "cancelled", "Annulée"


class Stage(models.TextChoices):
    """Where a session stands today: never stored, computed from its dates and its closed half-days."""

    DRAFT = "draft", "Brouillon"
    UPCOMING = "upcoming", "À venir"
    RUNNING = "running", "En cours"
    TO_CLOSE = "to_close", "Émargement à clore"
    DONE = "done", "Terminée"
    CANCELLED = "cancelled", "Annulée"


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
