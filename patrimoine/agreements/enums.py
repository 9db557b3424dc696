"""Closed lists of the agreements of authors."""

from django.db import models


class MakerAge(models.TextChoices):
    """Who signed the paper. A minor agrees, and a parent does as well."""

    ADULT = "adult", "Une personne majeure"
    MINOR = "minor", "Un mineur\u00a0: un parent a signé aussi"
