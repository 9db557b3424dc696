"""A breach of personal data, and what is known of it: each correction is a further version, none is changed."""

import datetime

from django.db import models
from django.utils import timezone

from audit.append_only import HistoryEntry, HistoryQuerySet
from reseau.people.members.models.member import Member
from reseau.permissions import is_coordinator

# RGPD, article 33, paragraph 1.
TIME_TO_TELL = datetime.timedelta(hours=72)
NOT_TOLD = models.Q(authority_told=None, authority_reason="")


class Breach(models.Model):
    """The number of a breach. What it was stands in its versions."""

    class Meta:
        verbose_name = "violation de données"
        verbose_name_plural = "violations de données"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Violation n°\u00a0{self.pk}"


class BreachVersionQuerySet(HistoryQuerySet):
    def visible_to(self, user):
        return self.select_related("breach", "writer") if is_coordinator(user) else self.none()

    def latest(self):
        """Keep the last version of each breach."""
        later = BreachVersion.objects.filter(breach=models.OuterRef("breach"), pk__gt=models.OuterRef("pk"))
        return self.filter(~models.Exists(later.order_by()))

    def to_tell(self):
        """Keep the breaches of which the authority (CNIL) still has to be told, or the reason against it written."""
        return self.latest().filter(NOT_TOLD)

    def by_urgency(self):
        """Put what is due first, the nearest term first; then the latest breaches."""
        due = models.Case(models.When(NOT_TOLD, then="known"), output_field=models.DateTimeField())
        return self.order_by(models.F("due").asc(nulls_last=True), "-known", "-pk").alias(due=due)


class BreachVersion(HistoryEntry):
    """`people`: how many are concerned, or None as long as nobody knows. `authority_reason`: why the CNIL was told
    after its term, or is not told.
    """

    breach = models.ForeignKey(Breach, verbose_name="violation", on_delete=models.PROTECT, related_name="versions")
    happened = models.CharField("quand c’est arrivé", max_length=200)
    known = models.DateTimeField("connue le")
    facts = models.TextField("ce qui s’est passé", max_length=4000)
    data = models.TextField("genres de données", max_length=2000)
    people = models.PositiveIntegerField("nombre de personnes concernées", null=True, blank=True)
    consequences = models.TextField("conséquences probables", max_length=4000)
    measures = models.TextField("ce qui a été fait", max_length=4000)
    authority_told = models.DateTimeField("CNIL prévenue le", null=True, blank=True)
    authority_reason = models.TextField("raison du retard, ou de ne pas prévenir la CNIL", max_length=2000, blank=True)
    people_told = models.DateField("personnes prévenues le", null=True, blank=True)
    written = models.DateTimeField("écrit le", default=timezone.now)
    writer = models.ForeignKey(
        Member, verbose_name="écrit par", on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = BreachVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version d’une violation de données"
        verbose_name_plural = "versions des violations de données"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(authority_told=None) | models.Q(authority_told__gte=models.F("known")),
                name="authority_told_once_the_breach_is_known",
                violation_error_message="La CNIL ne peut pas être prévenue avant que la violation soit connue.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.breach)

    @property
    def due(self) -> datetime.datetime:
        """The moment until which the authority is told without a reason for the delay."""
        return self.known + TIME_TO_TELL

    @property
    def is_to_tell(self) -> bool:
        return self.authority_told is None and not self.authority_reason

    @property
    def is_late(self) -> bool:
        return self.is_to_tell and self.due < timezone.now()

    @property
    def was_told_late(self) -> bool:
        return self.authority_told is not None and self.authority_told > self.due
