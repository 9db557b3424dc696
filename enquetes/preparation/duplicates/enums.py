"""Why responses look like the same one, and what was decided."""

from django.db import models


class DuplicateReason(models.TextChoices):
    SAME = "same", "Les mêmes réponses à toutes les questions, le même jour et par le même moyen"
    NEAR = "near", "Le même texte, mot pour mot, et presque toutes les mêmes réponses"


class DuplicateDecision(models.TextChoices):
    WAITING = "waiting", "À décider"
    KEPT = "kept", "Toutes gardées"
    LEFT_OUT = "left_out", "Écartées sauf une"
