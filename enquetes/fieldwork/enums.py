"""Closed lists of fieldwork: interviews, sheets of paper."""

from django.db import models


# What came of a person whom an interviewer met, or looked for, without an interview.
class ContactOutcome(models.TextChoices):
    """Named as the count of `InterviewDay` that it adds to."""

    REFUSED = "refused", "A refusé"
    ABSENT = "absent", "Absent"


# States of a sheet, and what was decided of a difference.
class KeyedSheetState(models.TextChoices):
    """How far a sheet is. Kept by the services that key and decide."""

    PRINTED = "printed", "À saisir"
    KEYED_ONCE = "once", "À saisir une seconde fois"
    DIFFERS = "differs", "Différences à trancher"
    COLLECTED = "collected", "Réponse recueillie"


class KeptValue(models.TextChoices):
    """Which of two keyings was right."""

    FIRST = "first", "Première saisie"
    SECOND = "second", "Seconde saisie"
    OTHER = "other", "Autre réponse"
