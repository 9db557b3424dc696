"""Closed lists of evaluations: moments, degrees of agreement, use of what was learnt."""

from django.db import models


class Moment(models.TextChoices):
    """When a session is judged: on the day, then once there was time to make use of it."""

    HOT = "hot", "À chaud"
    COLD = "cold", "À trois mois"


class Agreement(models.IntegerChoices):
    """How far one agrees with a sentence; four steps, so that nobody stays in the middle."""

    NOT_AT_ALL = 1, "Pas du tout"
    RATHER_NOT = 2, "Plutôt non"
    RATHER = 3, "Plutôt oui"
    FULLY = 4, "Tout à fait"


class Reuse(models.TextChoices):
    """Whether the workshop that one trained for was run since."""

    OFTEN = "often", "Oui, plusieurs fois"
    ONCE = "once", "Oui, une fois"
    PLANNED = "planned", "Pas encore, mais c’est prévu"
    NO = "no", "Non"
