"""A half-day of a session: the unit of the annual plan and of attendance."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from formation.enums import DayPart
from formation.sessions.enums import SessionStatus
from formation.sessions.half_day_rules import ATTENDANCE_OPENS_BEFORE, Slot
from formation.sessions.models.signature import Signed
from reseau.texts.wording import hours_in_words


def is_delivered() -> Q:
    """Condition: attendance is closed with somebody present. Computed, never typed."""
    half_days_with_presence = HalfDay.objects.filter(pk=OuterRef("pk"), attendances__is_present=True)
    return Q(closed_at__isnull=False) & Q(Exists(half_days_with_presence.order_by()))


class HalfDayQuerySet(models.QuerySet):
    def of_year(self, year: int):
        return self.filter(date__year=year)

    def planned(self):
        """Half-days of sessions that are not cancelled, drafts included."""
        return self.exclude(session__status=SessionStatus.CANCELLED)

    def announced(self):
        return self.filter(session__status=SessionStatus.OPEN)

    def delivered(self):
        return self.filter(is_delivered())

    def to_close(self):
        """Half-days of today or before whose attendance is still open."""
        return self.announced().filter(closed_at__isnull=True, date__lte=timezone.localdate())


class HalfDay(Signed):
    """A half-day, signed by the person who closes its attendance.

    `sequence` and `changed` serve calendars (`formation.sessions.invitations.invitations`): the number of the last
    message about it, and the last change of what they show.
    """

    session = models.ForeignKey(
        "formation.Session", verbose_name="session", on_delete=models.CASCADE, related_name="half_days"
    )
    date = models.DateField("date", db_index=True)
    part = models.CharField("moment", max_length=10, choices=DayPart)
    start = models.TimeField("de")
    end = models.TimeField("à")
    sequence = models.PositiveIntegerField("rang du dernier envoi aux agendas", default=0, editable=False)
    changed = models.DateTimeField("changée le", default=timezone.now, editable=False)
    closed_at = models.DateTimeField("émargement clos le", null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="clos par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    late_reason = models.CharField(
        "raison du pointage après coup", max_length=200, blank=True, db_default="", editable=False
    )
    is_reason_printed = models.BooleanField(
        "raison portée sur l’attestation", default=False, db_default=False, editable=False
    )

    objects = HalfDayQuerySet.as_manager()

    class Meta:
        verbose_name = "demi-journée"
        verbose_name_plural = "demi-journées"
        ordering = ["date", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "date", "part"],
                name="half_day_once_in_session",
                violation_error_message="Cette demi-journée est déjà dans la session.",
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="half_day_ends_after_start",
                violation_error_message="L’heure de fin doit suivre l’heure de début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.get_part_display()}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def begins_at(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.date, self.start))

    @property
    def ends_at(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.date, self.end))

    @property
    def is_over(self) -> bool:
        return self.ends_at < timezone.now()

    @property
    def attendance_opens_at(self) -> datetime.datetime:
        return self.begins_at - ATTENDANCE_OPENS_BEFORE

    def is_attendance_open(self, at: datetime.datetime | None = None) -> bool:
        return self.attendance_opens_at <= (at or timezone.now())

    def is_past(self, at: datetime.datetime | None = None) -> bool:
        """Whether its day is over."""
        return self.date < timezone.localdate(at)

    def has_begun(self, at: datetime.datetime) -> bool:
        return self.begins_at <= at

    @property
    def hours(self) -> str:
        return hours_in_words(self.start, self.end)

    @property
    def slot(self) -> Slot:
        return Slot(date=self.date, start=self.start, end=self.end, part=self.part)
