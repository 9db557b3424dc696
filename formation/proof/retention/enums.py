"""Closed lists: categories of training records, where their term starts, what becomes of them."""

from django.db import models


class Category(models.TextChoices):
    """Training records that are kept for the same time."""

    ATTENDANCE = "attendance", "Émargements, signatures et feuilles signées"
    CERTIFICATES = "certificates", "Attestations de formation"
    MISSIONS = "missions", "Ordres de mission et frais kilométriques"
    EVALUATIONS = "evaluations", "Mots des avis sur les formations"
    SESSIONS = "sessions", "Dossiers de session\u00a0: programme, inscriptions, convocations"


class TermStart(models.TextChoices):
    """The day from which years are counted."""

    SESSION = "session", "Fin de la session"
    YEAR = "year", "Fin de l’année de la session"
    ACCOUNTS = "accounts", "Fin de l’exercice comptable de la session (31 décembre)"


class TermFate(models.TextChoices):
    """What becomes of records at their term."""

    DESTROY = "destroy", "Destruction"
    TRANSFER = "transfer", "Versement aux Archives"
    SAMPLE = "sample", "Tri\u00a0: un échantillon est versé"
