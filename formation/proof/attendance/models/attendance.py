"""Attendance: who was at a half-day, and how it is known. The only source of delivered days and certificates."""

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from formation.proof.attendance.enums import WRITTEN_FOR_OTHERS, Means, Timing
from formation.proof.attendance.models.signed_sheet import SignedSheet
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.signature import Signed
from reseau.texts.wording import day_in_full

ATTESTED_BY = {
    Means.TABLET: "signature sur tablette",
    Means.QR: "code scanné par la personne",
    Means.PAPER: "feuille papier signée, reportée",
    Means.TICKED: "pointage, sans signature",
}


class AttendanceQuerySet(models.QuerySet):
    def present(self):
        """Presences that count: those at half-days whose attendance is closed."""
        return self.filter(is_present=True, half_day__closed_at__isnull=False)

    def followed_by(self, member):
        """Half-days that count for `member`."""
        return self.present().filter(enrolment__member=member)

    def with_journal(self):
        """Join who recorded each presence, and prefetch its corrections, oldest first, as `journal`."""
        return self.select_related("noted_by", "late_sheet").prefetch_related(journal())


def journal() -> Prefetch:
    """Load the corrections of presences, oldest first, as `journal`."""
    return Prefetch("corrections", AttendanceCorrection.objects.select_related("by"), to_attr="journal")


class Attendance(Signed):
    """The presence or absence of a person at a half-day: one row, however it was recorded.

    `key` identifies the entry sent by the page, so that an entry sent twice is written once. `late_sheet` and
    `late_reason` prove a presence that was written down after its day.
    """

    half_day = models.ForeignKey(
        "formation.HalfDay", verbose_name="demi-journée", on_delete=models.PROTECT, related_name="attendances"
    )
    enrolment = models.ForeignKey(
        Enrolment, verbose_name="inscription", on_delete=models.PROTECT, related_name="attendances"
    )
    is_present = models.BooleanField("présent")
    how = models.CharField("moyen", max_length=10, choices=Means, default=Means.TICKED)
    noted_at = models.DateTimeField("noté le", default=timezone.now)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="noté par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    timing = models.CharField(
        "noté quand", max_length=8, choices=Timing, default=Timing.SAME_DAY, db_default=Timing.SAME_DAY
    )
    late_reason = models.CharField("raison du pointage après coup", max_length=200, blank=True, db_default="")
    is_reason_printed = models.BooleanField("raison portée sur l’attestation", default=False, db_default=False)
    late_sheet = models.ForeignKey(
        SignedSheet,
        verbose_name="feuille signée qui prouve le pointage après coup",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="late_presences",
    )
    key = models.UUIDField("clé de l’envoi", null=True, blank=True, unique=True, editable=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "émargement"
        verbose_name_plural = "émargements"
        constraints = [
            models.UniqueConstraint(
                fields=["half_day", "enrolment"],
                name="attendance_once_for_each_half_day",
                violation_error_message="Cette présence est déjà notée.",
            ),
            models.CheckConstraint(
                condition=~Q(timing=Timing.LATE) | ~Q(late_reason="") | Q(late_sheet__isnull=False),
                name="attendance_late_with_proof",
                violation_error_message="Une présence notée après coup demande la feuille signée ou une raison.",
            ),
            models.CheckConstraint(
                condition=Q(timing=Timing.SAME_DAY) | Q(how__in=WRITTEN_FOR_OTHERS),
                name="attendance_late_when_written_for_others",
                violation_error_message="Une signature et un code portent leur propre date.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment.member}, {self.half_day}\u00a0: {presence_in_words(self.is_present)}"

    @property
    def words(self) -> str:
        return presence_in_words(self.is_present)

    @property
    def attested_by(self) -> str:
        """How a presence is known, for a certificate. Needs `corrections` and `late_sheet`."""
        corrections = list(self.corrections.all())
        if corrections:
            return f"correction motivée du {day_in_full(timezone.localdate(corrections[-1].at), 'j F Y')}"
        proofs = {
            Timing.SAME_DAY: "",
            Timing.LATE: f", après coup\u00a0: {self._certified_proof}",
            Timing.BEFORE_RULE: ", après coup, sans pièce",
        }
        return ATTESTED_BY[Means(self.how)] + proofs[Timing(self.timing)]

    @property
    def _certified_proof(self) -> str:
        """What a certificate says of the proof: a reason of before was written with a promise that it would not be."""
        if self.is_reason_printed or not self.late_reason:
            return self.late_proof_in_words
        return self.late_sheet.reference if self.late_sheet_id else "raison écrite"

    @property
    def late_proof_in_words(self) -> str:
        """« feuille signée n° 12, déposée le 3 mars 2026 », the reason that somebody wrote, or both."""
        sheet = self.late_sheet.reference if self.late_sheet_id else ""
        return ", ".join(filter(None, [sheet, self.late_reason]))


class AttendanceCorrection(models.Model):
    """A change to a closed attendance sheet: before, after, author and reason. Nothing else changes a closed sheet."""

    attendance = models.ForeignKey(
        Attendance, verbose_name="émargement", on_delete=models.PROTECT, related_name="corrections"
    )
    was_present = models.BooleanField("présent avant")
    is_present = models.BooleanField("présent après")
    at = models.DateTimeField("corrigé le", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="corrigé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    why = models.CharField("raison", max_length=200)

    class Meta:
        verbose_name = "correction d’émargement"
        verbose_name_plural = "corrections d’émargement"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(was_present=models.F("is_present")),
                name="attendance_correction_changes_something",
                violation_error_message="Une correction change la présence.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.attendance.enrolment.member}\u00a0: {self.words}"

    @property
    def words(self) -> str:
        """« absence → présence »."""
        return f"{presence_in_words(self.was_present)} → {presence_in_words(self.is_present)}"


def presence_in_words(is_present: bool) -> str:
    return "présence" if is_present else "absence"
