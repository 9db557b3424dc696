"""Closed lists: decision on a proposal, state of an accreditation."""

from django.db import models


class Outcome(models.TextChoices):
    """Decision of an accredited person on a proposal."""

    VALIDATED = "validated", "Validée"
    RETURNED = "returned", "Renvoyée"


class Standing(models.TextChoices):
    """State of an accreditation on a day; computed, never stored."""

    COMING = "coming", "À venir"
    LIVE = "live", "En cours"
    ENDING = "ending", "Finit bientôt"
    ENDED = "ended", "N’a plus cours"
