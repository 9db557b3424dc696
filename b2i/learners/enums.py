"""Closed lists of consents: means and giver."""

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
