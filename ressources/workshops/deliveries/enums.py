"""Closed list of the answers to « Le referiez-vous ? »."""

from django.db import models


class Again(models.TextChoices):
    """Whether the member who ran a workshop would run it again."""

    YES = "yes", "Oui"
    OTHERWISE = "otherwise", "Oui, autrement"
    NO = "no", "Non"
