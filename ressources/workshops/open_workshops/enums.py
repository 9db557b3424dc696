"""Closed lists of the workshops open to all."""

from django.db import models


class Recurrence(models.TextChoices):
    """How a workshop comes back. A month keeps the rank of the weekday: « le deuxième mardi »."""

    WEEKLY = "weekly", "Chaque semaine"
    FORTNIGHTLY = "fortnightly", "Toutes les deux semaines"
    MONTHLY = "monthly", "Chaque mois"
