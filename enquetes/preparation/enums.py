"""Closed lists of the preparation of answers: files, cleaning, codes, duplicates."""

from django.db import models


# States of a file that is brought.
class FileState(models.TextChoices):
    """The worker reads a file twice: to judge each line, then, once somebody agreed, to count them."""

    CHECKING = "checking", "en lecture"
    READY = "ready", "à relire"
    COUNTING = "counting", "en cours d’import"
    DONE = "done", "importé"
    STOPPED = "stopped", "arrêté"


# What may be done to a response.
class CleaningKind(models.TextChoices):
    LEFT_OUT = "left_out", "Laissée de côté"
    PUT_BACK = "put_back", "Remise dans les chiffres"
    CORRECTED = "corrected", "Réponse corrigée"


# What is done to the codes of a question.
class CodingKind(models.TextChoices):
    CODED = "coded", "Textes codés"
    UNDONE = "undone", "Geste défait"
    RENAMED = "renamed", "Code renommé"
    MERGED = "merged", "Codes réunis"
    REMOVED = "removed", "Code retiré"


# Why responses look like the same one, and what was decided.
class DuplicateReason(models.TextChoices):
    SAME = "same", "Les mêmes réponses à toutes les questions, le même jour et par le même moyen"
    NEAR = "near", "Le même texte, mot pour mot, et presque toutes les mêmes réponses"


class DuplicateDecision(models.TextChoices):
    WAITING = "waiting", "À décider"
    KEPT = "kept", "Toutes gardées"
    LEFT_OUT = "left_out", "Écartées sauf une"
