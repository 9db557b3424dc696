"""Occupancies: a half-day keeps busy its room, its trainers and the people with a place.

The database refuses two half-days at once for a person or a room: one row for each of them, day and part of the day.
Only `formation.sessions.occupancy` writes them.
"""

from django.conf import settings
from django.db import models

from formation.enums import DayPart
from formation.sessions.models.half_day import HalfDay
from reseau.places.models.epm import EPM


class Occupancy(models.Model):
    """`member` or `epm`, busy with `half_day`. Date and part are copied here for the constraints."""

    half_day = models.ForeignKey(
        HalfDay, verbose_name="demi-journée", on_delete=models.CASCADE, related_name="occupancies"
    )
    date = models.DateField("date")
    part = models.CharField("moment", max_length=10, choices=DayPart)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="membre",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="occupancies",
    )
    epm = models.ForeignKey(
        EPM, verbose_name="EPM", on_delete=models.CASCADE, null=True, blank=True, related_name="occupancies"
    )

    class Meta:
        verbose_name = "occupation"
        verbose_name_plural = "occupations"
        ordering = ["date", "part", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(member__isnull=False, epm__isnull=True)
                | models.Q(member__isnull=True, epm__isnull=False),
                name="occupancy_of_a_person_or_a_room",
                violation_error_message="Une demi-journée occupe une personne ou une salle.",
            ),
            models.UniqueConstraint(
                fields=["member", "date", "part"],
                name="person_in_one_half_day_at_once",
                violation_error_message="Cette personne est déjà prise à ce moment-là.",
            ),
            models.UniqueConstraint(
                fields=["epm", "date", "part"],
                name="room_in_one_half_day_at_once",
                violation_error_message="Cette salle est déjà prise à ce moment-là.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member or self.epm}, {self.half_day}"
