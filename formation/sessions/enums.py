"""Closed lists of sessions: kind of place, status, stage."""

from django.db import models


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
