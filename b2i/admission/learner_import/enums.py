"""Closed list: what an import does with a line."""

from django.db import models


class ImportVerdict(models.TextChoices):
    """What an import does with a line of the table."""

    MAKE = "make", "Livret à ouvrir"
    DUPLICATE = "duplicate", "Déjà là\u00a0?"
    DONE = "done", "Déjà importée"
    REFUSED = "refused", "Refusée"
