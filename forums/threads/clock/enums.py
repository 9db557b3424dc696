"""Where a question without an answer stands."""

from django.db import models


class ClockStep(models.TextChoices):
    """Those who answer for it, in the order in which it climbs."""

    ASKED = "asked", "Posée"
    TERRITORY = "territory", "À l’animation territoriale"
    COORDINATION = "coordination", "À la coordination"
