"""States of a dossier."""

from django.db import models


class DossierState(models.TextChoices):
    WAITING = "waiting", "En attente"
    RUNNING = "running", "En préparation"
    READY = "ready", "Prêt"
    FAILED = "failed", "Interrompu"
