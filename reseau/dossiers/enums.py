"""How far the making of a dossier is."""

from django.db import models


class DossierState(models.TextChoices):
    WAITING = "waiting", "En attente"
    RUNNING = "running", "En préparation"
    READY = "ready", "Prêt"
    FAILED = "failed", "Interrompu"
