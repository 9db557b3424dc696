"""Closed lists: what a line of an elimination list of training records destroys, and its outcome."""

from django.db import models

from formation.proof.retention.enums import Category


class ListedKind(models.TextChoices):
    """What is destroyed; the values of `Category` where it is a part of that category."""

    NAME = "name", "Nom d’un compte effacé"
    ATTENDANCE = Category.ATTENDANCE.value, "Signatures et feuilles signées"
    MISSIONS = Category.MISSIONS.value, "Ordres de mission"
    EVALUATIONS = Category.EVALUATIONS.value, "Mots des avis"


class LineOutcome(models.TextChoices):
    """What became of a line."""

    WAITING = "waiting", "En attente"
    DESTROYED = "destroyed", "Détruit"
    KEPT = "kept", "Gardé\u00a0: la durée a changé"
