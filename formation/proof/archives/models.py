"""The intermediate archive of trainings: names apart from records, and what is listed to be destroyed."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from formation.proof.archives.enums import LineOutcome, ListedKind
from formation.sessions.models.session import Session
from reseau.documents.eliminations.models import EliminationList
from reseau.texts.french_order import Folded


# The name of a person whose account is erased, apart from the training records that the law keeps.
#
# Their sessions, attendance and certificates stay on a nameless account; the name is here, for coordinators alone,
# until `kept_until`. From the next day on nobody reads it; it is destroyed with the visa of the Archives
# départementales, and the records count without a name.
class ArchivedIdentityQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if user.is_authenticated and user.is_coordinator else self.none()

    def named(self):
        return self.filter(destroyed_on__isnull=True)

    def in_term(self):
        """Names that may still be read."""
        return self.named().filter(kept_until__gte=timezone.localdate())

    def past_term(self):
        """Names that nobody reads any more, and that wait for their destruction."""
        return self.named().filter(kept_until__lt=timezone.localdate())


class ArchivedIdentity(models.Model):
    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="compte", on_delete=models.PROTECT, related_name="archived_identity"
    )
    name = models.CharField("nom", max_length=130, blank=True)
    archived_on = models.DateField("archivé le", default=timezone.localdate)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="archivé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    kept_until = models.DateField("gardé jusqu’au")
    visa_reference = models.CharField("référence du visa", max_length=100, blank=True)
    visa_by = models.CharField("visa donné par", max_length=120, blank=True)
    visa_on = models.DateField("date du visa", null=True, blank=True)
    destroyed_on = models.DateField("nom détruit le", null=True, blank=True)

    objects = ArchivedIdentityQuerySet.as_manager()

    class Meta:
        verbose_name = "identité archivée"
        verbose_name_plural = "identités archivées"
        ordering = ["kept_until", Folded("name"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(destroyed_on__isnull=True) & ~Q(name="")
                | Q(destroyed_on__isnull=False, name="", visa_on__isnull=False)
                & ~Q(visa_reference="")
                & ~Q(visa_by="")
                & Q(destroyed_on__gte=F("visa_on"), destroyed_on__gt=F("kept_until")),
                name="archived_identity_destroyed_at_its_term",
                violation_error_message="Un nom archivé se détruit après son terme, avec un visa.",
            )
        ]

    def __str__(self) -> str:
        return self.shown_name or f"Identité archivée n°\u00a0{self.pk}"

    @property
    def shown_name(self) -> str:
        """The name until its term; empty from the next day on, destroyed or not."""
        return "" if self.is_over(timezone.localdate()) else self.name

    def is_over(self, day: datetime.date) -> bool:
        return self.kept_until < day


# The elimination list of training records whose term is over, submitted to the Archives départementales.
#
# A line names nobody: it says which session or which erased account, by number, its extreme dates and its volume.
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
