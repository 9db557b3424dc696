"""Closed lists of consents: how a learner gave theirs, and who gave it."""

from django.db import models


class ConsentMeans(models.TextChoices):
    """How somebody gave her consent."""

    ORAL = "oral", "De vive voix"
    WRITTEN = "written", "Par écrit"
    ONLINE = "online", "Sur la page de son livret"


class ConsentGiver(models.TextChoices):
    """Who gave it; under fifteen, a parent as well."""

    PERSON = "person", "La personne"
    PARENT = "parent", "La personne et un parent (avant 15 ans)"
