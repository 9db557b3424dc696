"""How far a question of the yearly review has gone, and what is said of a position."""

from django.db import models


class ReviewStep(models.TextChoices):
    """A question climbs to the territory after two reminders."""

    ASKED = "asked", "Demandé"
    REMINDED = "reminded", "Rappelé une fois"
    REMINDED_AGAIN = "again", "Rappelé deux fois"
    TERRITORY = "territory", "Passé à l’animation du territoire"


class Verdict(models.TextChoices):
    HERE = "here", "Toujours là, même rôle"
    GONE = "gone", "N’est plus là, ou plus dans ce rôle"
