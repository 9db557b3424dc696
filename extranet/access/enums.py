"""Closed lists of accesses: the yearly review, accounts that serve no more."""

from django.db import models


# How far a question of the yearly review has gone, and what is said of a position.
class ReviewStep(models.TextChoices):
    """A question climbs to the territory after two reminders."""

    ASKED = "asked", "Demandé"
    REMINDED = "reminded", "Rappelé une fois"
    REMINDED_AGAIN = "again", "Rappelé deux fois"
    TERRITORY = "territory", "Passé à l’animation du territoire"


class Verdict(models.TextChoices):
    HERE = "here", "Toujours là, même rôle"
    GONE = "gone", "N’est plus là, ou plus dans ce rôle"


# What happens to an account that serves no more.
class TermStep(models.TextChoices):
    """In order; `FORGET`: its member gave a sign, or somebody opened it again."""

    TELL = "tell", "à prévenir"
    TELL_AGAIN = "tell_again", "à prévenir de nouveau"
    CLOSE = "close", "à fermer"
    ERASE = "erase", "à effacer"
    FORGET = "forget", "à laisser, il sert de nouveau"
