"""What may be done to a response."""

from django.db import models


class CleaningKind(models.TextChoices):
    LEFT_OUT = "left_out", "Laissée de côté"
    PUT_BACK = "put_back", "Remise dans les chiffres"
    CORRECTED = "corrected", "Réponse corrigée"
