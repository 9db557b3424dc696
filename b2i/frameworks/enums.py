"""Closed list: what became of a framework."""

from django.db import models


class FrameworkStatus(models.TextChoices):
    CURRENT = "current", "En usage"
    SUPERSEDED = "superseded", "Une version plus récente existe"
    HISTORIC = "historic", "Historique"
