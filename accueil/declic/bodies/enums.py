"""Closed lists of bodies that take tickets."""

from django.db import models


class BodyKind(models.TextChoices):
    EPM = "epm", "EPM"
    TRAINING = "training", "Organisme de formation"
