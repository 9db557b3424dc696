"""Closed lists of outings."""

from django.db import models


class OutingKind(models.TextChoices):
    VISIT = "visite", "Visite"
    WALK = "balade", "Balade"
    EXHIBITION = "exposition", "Exposition"
