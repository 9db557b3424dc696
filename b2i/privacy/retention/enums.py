"""Closed list: outcome of a record on an elimination list."""

from django.db import models


class EliminationOutcome(models.TextChoices):
    """What became of a record on an elimination list."""

    WAITING = "waiting", "En attente"
    ERASED = "erased", "Supprimé"
    KEPT = "kept", "Gardé\u00a0: la personne est revenue"
    REMOVED = "removed", "Retiré\u00a0: inscrit trop tôt"
