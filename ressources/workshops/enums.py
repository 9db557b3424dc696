"""Closed lists of workshops: those that were held, those that are announced."""

from django.db import models


# Closed list of the answers to « Le referiez-vous ? ».
class Again(models.TextChoices):
    """Whether the member who ran a workshop would run it again."""

    YES = "yes", "Oui"
    OTHERWISE = "otherwise", "Oui, autrement"
    NO = "no", "Non"


# Closed lists of the workshops open to all.
class Recurrence(models.TextChoices):
    """How a workshop comes back. A month keeps the rank of the weekday: « le deuxième mardi »."""

    WEEKLY = "weekly", "Chaque semaine"
    FORTNIGHTLY = "fortnightly", "Toutes les deux semaines"
    MONTHLY = "monthly", "Chaque mois"
