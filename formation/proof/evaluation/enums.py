"""Closed lists of evaluations: moments, degrees of agreement, use of what was learnt."""

from django.db import models


class Moment(models.TextChoices):
    """When a session is evaluated: at its end, then three months later."""

    HOT = "hot", "À chaud"
    COLD = "cold", "À trois mois"


class Agreement(models.IntegerChoices):
    """Degree of agreement with a sentence. Four steps, hence no neutral answer."""

    NOT_AT_ALL = 1, "Pas du tout"
    RATHER_NOT = 2, "Plutôt non"
    RATHER = 3, "Plutôt oui"
    FULLY = 4, "Tout à fait"


class Reuse(models.TextChoices):
    """Whether the participant has run the workshop since the training."""

    OFTEN = "often", "Oui, plusieurs fois"
    ONCE = "once", "Oui, une fois"
    PLANNED = "planned", "Pas encore, mais c’est prévu"
    NO = "no", "Non"
