"""Positions of the steering committee, and their mandates: who holds a position from a day on."""

from django.conf import settings
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone

from projets.portfolio.projects.days import DAY_VALIDATORS
from projets.steering.enums import PositionKind
from reseau.people.members.models.member import Member
from reseau.texts.french_order import Folded

NAME_LENGTH, HOLDER_LENGTH = 120, 120
NOBODY = "vacante"
ERASED = "une personne dont le compte est effacé"


class CommitteePositionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_on=None)

    def in_order(self):
        """Elected people first, then as papers list them."""
        ranks = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(PositionKind)]
        return self.order_by(Case(*ranks, output_field=models.SmallIntegerField()), Folded("name"), "pk")


class CommitteePosition(models.Model):
    """A seat by what somebody is, not by who they are: « président de la commission numérique », « CAF »."""

    name = models.CharField("fonction", max_length=NAME_LENGTH, unique=True)
    kind = models.CharField("au titre de", max_length=10, choices=PositionKind, default=PositionKind.PARTNER)
    closed_on = models.DateField("ne siège plus depuis le", null=True, blank=True)

    objects = CommitteePositionQuerySet.as_manager()

    class Meta:
        verbose_name = "fonction au comité"
        verbose_name_plural = "fonctions au comité"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("projets:committee_position", args=[self.pk])


class MandateQuerySet(models.QuerySet):
    def on(self, day):
        """Return the mandate that holds each position on `day`, without those of vacant positions."""
        latest = Mandate.objects.filter(position=OuterRef("position"), since__lte=day).order_by("-since").values("pk")
        return self.filter(pk=Subquery(latest[:1]), is_vacant=False)


class Mandate(models.Model):
    """Who holds a position from a day on, until the mandate that follows; a vacancy is a mandate of nobody.

    Only the first day is stored, once for each position: no position ever has two holders on one day.
    """

    position = models.ForeignKey(
        CommitteePosition, verbose_name="fonction", on_delete=models.CASCADE, related_name="mandates"
    )
    since = models.DateField("depuis le", validators=DAY_VALIDATORS)
    member = models.ForeignKey(
        Member, verbose_name="membre", on_delete=models.SET_NULL, null=True, blank=True, related_name="mandates"
    )
    outsider = models.CharField("personne sans compte", max_length=HOLDER_LENGTH, blank=True)
    is_vacant = models.BooleanField("vacante", default=False)
    noted = models.DateTimeField("noté le", default=timezone.now, editable=False)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = "mandat au comité"
        verbose_name_plural = "mandats au comité"
        ordering = ["-since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["position", "since"],
                name="mandate_begins_once_a_day",
                violation_error_message="Un autre mandat commence déjà ce jour-là\u00a0: retirez-le d’abord.",
            ),
            models.CheckConstraint(
                condition=Q(member__isnull=True, outsider="")
                | Q(is_vacant=False, member__isnull=True)
                | Q(is_vacant=False, outsider=""),
                name="mandate_of_one_holder",
                violation_error_message="Une fonction est tenue par un membre, ou par une personne sans compte.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}, {self.holder}"

    @property
    def holder(self) -> str:
        """Who holds the position, in words."""
        if self.is_vacant:
            return NOBODY
        return str(self.member) if self.member else self.outsider or ERASED
