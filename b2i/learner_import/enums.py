"""Closed list: what an import does with a line of the table."""

from django.db import models


class ImportVerdict(models.TextChoices):
    """What becomes of a line of a table of learners."""

    MAKE = "make", "Livret à ouvrir"
    DUPLICATE = "duplicate", "Déjà là\u00a0?"
    DONE = "done", "Déjà importée"
    REFUSED = "refused", "Refusée"
