"""Closed list: what a reader did with the data of a learner."""

from django.db import models


class AccessKind(models.TextChoices):
    """Kinds of access, in the words that the learner reads after the name of the reader."""

    READ = "read", "a lu une page de votre livret"
    CHANGED = "changed", "a écrit dans votre livret"
    COPIED = "copied", "a pris une copie"
    LISTED = "listed", "a vu votre nom dans une liste"
    TOLD = "told", "a reçu un message avec votre nom"
