"""The elimination list of training records whose term is over, submitted to the Archives départementales.

A line names nobody: it says which session or which erased account, by number, its extreme dates and its volume.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from formation.proof.archives.enums import LineOutcome, ListedKind
from formation.proof.archives.models.identity import ArchivedIdentity
from formation.sessions.models.session import Session
from reseau.documents.eliminations.models import EliminationList


class TrainingElimination(EliminationList):
    class Meta(EliminationList.Meta):
        verbose_name = "bordereau d’élimination des formations"
        verbose_name_plural = "bordereaux d’élimination des formations"

    def get_absolute_url(self) -> str:
        return reverse("formation:elimination", args=[self.pk])


class TrainingEliminationLine(models.Model):
    """A part of the records of a session, or the name of an account that was erased.

    `label`, dates, `pieces` and `kept_until` are those of the day it was listed: a signed paper does not change.
    """

    elimination = models.ForeignKey(
        TrainingElimination, verbose_name="bordereau", on_delete=models.CASCADE, related_name="lines"
    )
    kind = models.CharField("documents", max_length=12, choices=ListedKind)
    identity = models.ForeignKey(
        ArchivedIdentity, verbose_name="identité archivée", on_delete=models.PROTECT, null=True, related_name="lines"
    )
    session = models.ForeignKey(
        Session, verbose_name="session", on_delete=models.SET_NULL, null=True, related_name="elimination_lines"
    )
    label = models.CharField("désignation", max_length=300)
    first_day = models.DateField("premier jour")
    last_day = models.DateField("dernier jour")
    pieces = models.PositiveIntegerField("pièces")
    kept_until = models.DateField("gardé jusqu’au")
    listed_on = models.DateField("inscrit le")
    outcome = models.CharField("suite", max_length=9, choices=LineOutcome, default=LineOutcome.WAITING)

    class Meta:
        verbose_name = "ligne d’un bordereau d’élimination des formations"
        verbose_name_plural = "lignes des bordereaux d’élimination des formations"
        ordering = ["kind", "last_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(listed_on__gt=F("kept_until")),
                name="training_line_not_too_early",
                violation_error_message="Ces documents n’ont pas atteint leur terme.",
            ),
            models.CheckConstraint(
                condition=Q(identity__isnull=True) | Q(kind=ListedKind.NAME, session__isnull=True),
                name="training_line_of_one_thing",
                violation_error_message="Une ligne est celle d’un nom ou d’une session.",
            ),
            models.UniqueConstraint(
                fields=["identity"],
                condition=Q(outcome=LineOutcome.WAITING),
                name="training_line_of_a_name_once",
                violation_error_message="Ce nom est déjà sur un bordereau.",
            ),
            models.UniqueConstraint(
                fields=["session", "kind"],
                condition=Q(outcome=LineOutcome.WAITING),
                name="training_line_of_a_session_once",
                violation_error_message="Ces documents sont déjà sur un bordereau.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.label}"
