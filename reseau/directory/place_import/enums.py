"""Closed list: what an import does with a row of the file."""

from django.db import models


class RowVerdict(models.TextChoices):
    """What an import does with a row, unless the coordination chooses otherwise."""

    DOUBTFUL = "doute", "À décider"
    REFUSED = "refuse", "Refusée"
    CHANGED = "change", "Fiche à modifier"
    NEW = "nouveau", "Lieu à créer"
    SAME = "identique", "Rien à changer"
