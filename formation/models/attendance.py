"""Attendance: who was there at a half-day. The only source of delivered days and certificates."""

from django.db import models

from formation.models.enrolment import Enrolment
from formation.models.session import HalfDay


class Attendance(models.Model):
    half_day = models.ForeignKey(
        HalfDay, verbose_name="demi-journée", on_delete=models.CASCADE, related_name="attendances"
    )
    enrolment = models.ForeignKey(
        Enrolment, verbose_name="inscription", on_delete=models.CASCADE, related_name="attendances"
    )
    is_present = models.BooleanField("présent")

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
        return f"{self.enrolment.member}, {self.half_day} : {'présent' if self.is_present else 'absent'}"
