"""What is wrong with the hours of a place, as a visitor reports it."""

from django.db import models


class WrongHours(models.TextChoices):
    CLOSED = "ferme", "C’était fermé alors que le site annonce ouvert"
    OPEN = "ouvert", "C’était ouvert alors que le site annonce fermé"
    OTHER = "autre", "Autre chose ne va pas dans ces horaires"


class SchoolHolidays(models.TextChoices):
    """Hours during school holidays, compared with other weeks."""

    SAME = "pareil", "Les mêmes que les autres semaines"
    CLOSED = "ferme", "Fermé"
    OTHER = "autres", "D’autres horaires, ci-dessous"
