"""Closed lists about learners: consents, events of cards, what a reader did with their data."""

from django.db import models


# Closed lists of consents (means and giver) and of cards (events).
class ConsentMeans(models.TextChoices):
    """How a learner gave their consent."""

    ORAL = "oral", "De vive voix"
    WRITTEN = "written", "Par écrit"
    ONLINE = "online", "Sur la page de son livret"


class ConsentGiver(models.TextChoices):
    """Who gave it; a parent too under fifteen."""

    PERSON = "person", "La personne"
    PARENT = "parent", "La personne et un parent (avant 15 ans)"


class CardEventKind(models.TextChoices):
    """What happened to a card."""

    MADE = "made", "Carte faite"
    RENEWED = "renewed", "Nouveau code secret"
    CLOSED = "closed", "Carte fermée après 20\u00a0codes faux"
    REOPENED = "reopened", "Carte rouverte"


# Closed list: what a reader did with the data of a learner.
class AccessKind(models.TextChoices):
    """Kinds of access, in the words that the learner reads after the name of the reader."""

    READ = "read", "a lu une page de votre livret"
    CHANGED = "changed", "a écrit dans votre livret"
    COPIED = "copied", "a pris une copie"
    LISTED = "listed", "a vu votre nom dans une liste"
    TOLD = "told", "a reçu un message avec votre nom"
