"""Closed lists of consents (means and giver) and of cards (events)."""

from django.db import models


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
