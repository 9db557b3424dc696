"""Closed list: state of a framework."""

from django.db import models


class FrameworkStatus(models.TextChoices):
    """Whether a framework is in use."""

    CURRENT = "current", "En usage"
    SUPERSEDED = "superseded", "Une version plus récente existe"
    HISTORIC = "historic", "Historique"
