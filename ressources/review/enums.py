"""Closed list of the parts of the queue of sheets to review."""

from django.db import models


class QueuePart(models.TextChoices):
    """Parts of the queue, as the address of the page names them."""

    ALL = "", "Toutes"
    MINE = "moi", "À moi"
    NOBODY = "personne", "À prendre"
    LATE = "retard", "En retard"
