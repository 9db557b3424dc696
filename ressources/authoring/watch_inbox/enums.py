"""Closed lists of the watch inbox."""

from django.db import models


class ItemState(models.TextChoices):
    """What became of an item of a feed."""

    TO_SORT = "to_sort", "À trier"
    KEPT = "kept", "Gardée"
    DISCARDED = "discarded", "Écartée"
