"""Attendance: who was there at a half-day. The only source of delivered days and certificates."""

from django.db import models

from formation.models.enrolment import Enrolment


class AttendanceQuerySet(models.QuerySet):
    def present(self):
        """Presences that count: those of half-days whose attendance is closed."""
        return self.filter(is_present=True, half_day__closed_at__isnull=False)


class Attendance(models.Model):
    half_day = models.ForeignKey(
        "formation.HalfDay", verbose_name="demi-journée", on_delete=models.CASCADE, related_name="attendances"
    )
    enrolment = models.ForeignKey(
        Enrolment, verbose_name="inscription", on_delete=models.CASCADE, related_name="attendances"
    )
    is_present = models.BooleanField("présent")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "émargement"
        verbose_name_plural = "émargements"
        constraints = [
            models.UniqueConstraint(
                fields=["half_day", "enrolment"],
                name="attendance_once_for_each_half_day",
                violation_error_message="Cette présence est déjà notée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment.member}, {self.half_day}\u00a0: {'présent' if self.is_present else 'absent'}"
