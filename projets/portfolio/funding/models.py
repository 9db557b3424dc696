"""A funder, and the ledger of what it promises, grants and pays for each project. No line is changed or removed."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from projets.portfolio.funding.enums import FunderKind, LineKind
from projets.portfolio.projects.days import DAY_VALIDATORS
from projets.portfolio.projects.models import Project
from reseau.permissions import is_network_member
from reseau.texts.french_order import Folded

NAME_LENGTH, WORDS_LENGTH = 120, 200
MOST_CENTS = 1_000_000_000_00


class FunderQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if is_network_member(user) else self.none()

    def in_order(self):
        return self.order_by(Folded("name"), "pk")


class Funder(models.Model):
    """A partner who pays for projects."""

    name = models.CharField("nom", max_length=NAME_LENGTH, unique=True)
    kind = models.CharField("sorte", max_length=12, choices=FunderKind, default=FunderKind.OTHER)

    objects = FunderQuerySet.as_manager()

    class Meta:
        verbose_name = "financeur"
        verbose_name_plural = "financeurs"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("projets:funder", args=[self.pk])


class FundingLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if is_network_member(user) else self.none()


class FundingLine(models.Model):
    """`cents`: positive, but for an amendment that takes away, and a reversal, the opposite of what it reverses.

    `is_beyond`: whoever noted an expense was warned that it goes beyond what is granted.
    """

    project = models.ForeignKey(Project, verbose_name="projet", on_delete=models.PROTECT, related_name="funding_lines")
    funder = models.ForeignKey(Funder, verbose_name="financeur", on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField("quoi", max_length=9, choices=LineKind)
    cents = models.BigIntegerField("montant en centimes")
    day = models.DateField("le", validators=DAY_VALIDATORS)
    words = models.CharField("pièce ou motif", max_length=WORDS_LENGTH, blank=True)
    is_beyond = models.BooleanField("au-delà de ce qui est accordé", default=False)
    reverses = models.OneToOneField(
        "self", verbose_name="annule", on_delete=models.PROTECT, null=True, blank=True, related_name="reversal"
    )
    noted = models.DateTimeField("noté le", default=timezone.now, editable=False)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = FundingLineQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne de financement"
        verbose_name_plural = "lignes de financement"
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["funder", "project", "kind"], name="funding_by_funder")]
        constraints = [
            models.CheckConstraint(
                condition=Q(cents__gt=0) | Q(reverses__isnull=False) | (Q(kind=LineKind.AMENDED) & ~Q(cents=0)),
                name="funding_line_positive",
                violation_error_message="Écrivez un montant positif\u00a0; un avenant seul peut être négatif.",
            ),
            models.CheckConstraint(
                condition=Q(cents__gte=-MOST_CENTS) & Q(cents__lte=MOST_CENTS),
                name="funding_line_within_bounds",
                violation_error_message="Ce montant est trop grand\u00a0: vérifiez-le.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.funder}"

    def save(self, *args, **kwargs) -> None:
        """Add the line; a line that is there is never written again."""
        if not self._state.adding:
            raise ValidationError("Une ligne ne se corrige pas\u00a0: annulez-la et notez la bonne.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError("Une ligne ne s’efface pas\u00a0: annulez-la.")
