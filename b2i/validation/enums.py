"""Closed lists: the decision on a proposal, where an accreditation stands on a day."""

from django.db import models


class Outcome(models.TextChoices):
    """What an accredited person made of a proposal."""

    VALIDATED = "validated", "Validée"
    RETURNED = "returned", "Renvoyée"


class Standing(models.TextChoices):
    """Where an accreditation stands on a day; computed, never stored."""

    COMING = "coming", "À venir"
    LIVE = "live", "En cours"
    ENDING = "ending", "Bientôt finie"
    ENDED = "ended", "Finie"
