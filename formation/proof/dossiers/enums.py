"""Kinds of the files that make the dossier of a session."""

from django.db import models


class PieceKind(models.TextChoices):
    """Kinds of files in the dossier of a session, in the order of its folders."""

    PROGRAMME = "programme", "Programme"
    CONVOCATION = "convocation", "Convocations"
    SHEET = "sheet", "Feuilles d’émargement"
    SCAN = "scan", "Feuilles signées"
    EVALUATION = "evaluation", "Évaluations"
    CERTIFICATE = "certificate", "Attestations"
    SUPPORT = "support", "Supports"
