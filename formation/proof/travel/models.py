"""A mission: what a volunteer says of the journey to a session, for the order that the authority signs."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from formation.proof.signatories.models import Signatory
from formation.proof.travel.enums import CarReason, Power, Transport
from formation.sessions.enrolment.models.enrolment import Enrolment

MOST_KILOMETRES = 2000
MOST_MINUTES = 600


class MissionQuerySet(models.QuerySet):
    def of(self, member) -> dict[int, "Mission"]:
        """Return the missions of `member` by session. One query."""
        return {
            mission.enrolment.session_id: mission for mission in self.filter(enrolment__member=member).with_session()
        }

    def with_session(self):
        return self.select_related("enrolment")


class Mission(models.Model):
    """One for an enrolment. Kilometres are those of a round trip; no bank data, whatever the paper is for.

    `measured_kilometres` come from the router if `is_by_road`, else from an estimate. `declared_kilometres` stand
    beside them when the person knows better.
    """

    enrolment = models.OneToOneField(
        Enrolment, verbose_name="inscription", on_delete=models.CASCADE, related_name="mission"
    )
    transport = models.CharField("moyen de transport", max_length=10, choices=Transport)
    power = models.CharField("puissance fiscale", max_length=10, choices=Power, blank=True)
    car_reason = models.CharField("motif de l’usage de la voiture", max_length=10, choices=CarReason, blank=True)
    is_insured = models.BooleanField("assurance et permis déclarés", default=False)
    minutes = models.PositiveSmallIntegerField(
        "durée d’un trajet, en minutes", validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)]
    )
    measured_kilometres = models.PositiveSmallIntegerField("aller et retour calculé, en kilomètres")
    is_by_road = models.BooleanField("calculé par la route", default=False)
    declared_kilometres = models.PositiveSmallIntegerField(
        "aller et retour que vous déclarez, en kilomètres",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_KILOMETRES)],
    )
    signatory = models.ForeignKey(
        Signatory,
        verbose_name="signataire du jour de la préparation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="missions",
    )
    asked_at = models.DateTimeField("demandé le", default=timezone.now, editable=False)

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = "ordre de mission"
        verbose_name_plural = "ordres de mission"
        constraints = [
            models.CheckConstraint(
                condition=~Q(transport=Transport.CAR) | ~Q(power="") & ~Q(car_reason="") & Q(is_insured=True),
                name="mission_car_is_whole",
                violation_error_message="Une voiture demande sa puissance, un motif et la déclaration d’assurance.",
            ),
            models.CheckConstraint(
                condition=Q(measured_kilometres__gt=0)
                & (Q(declared_kilometres__isnull=True) | Q(declared_kilometres__gt=0)),
                name="mission_has_kilometres",
                violation_error_message="Un trajet fait au moins un kilomètre.",
            ),
        ]

    def __str__(self) -> str:
        return f"Mission, {self.enrolment}"

    @property
    def kilometres(self) -> int:
        return self.declared_kilometres or self.measured_kilometres

    @property
    def is_refunded(self) -> bool:
        """Whether kilometres are paid: those of one's own car alone."""
        return self.transport == Transport.CAR
