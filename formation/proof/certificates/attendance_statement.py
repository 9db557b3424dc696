"""Attendance statement of an enrolment: half-days that the member attended, and their length."""

import datetime
from dataclasses import dataclass

from django.db.models import Model

from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay

MINUTE = datetime.timedelta(minutes=1)
SOME_DAY = datetime.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class AttendedHalfDay:
    """A half-day whose attendance is closed, and the presence of the member, if any (`formation.Attendance`)."""

    half_day: HalfDay
    presence: Model | None

    @property
    def is_present(self) -> bool:
        return self.presence is not None

    @property
    def minutes(self) -> int:
        return length_in_minutes(self.half_day) if self.is_present else 0


@dataclass(frozen=True, slots=True)
class AttendanceStatement:
    """The closed half-days of a session, in order, for one enrolment."""

    entries: tuple[AttendedHalfDay, ...]

    @property
    def present(self) -> list[HalfDay]:
        return [entry.half_day for entry in self.entries if entry.is_present]

    @property
    def half_days(self) -> int:
        return len(self.present)

    @property
    def minutes(self) -> int:
        return sum(entry.minutes for entry in self.entries)

    @property
    def days(self) -> list[datetime.date]:
        """Days with a presence."""
        return sorted({half_day.date for half_day in self.present})


def length_in_minutes(half_day: HalfDay) -> int:
    """Return the length of the half-day in minutes."""
    day = datetime.datetime.combine
    return (day(SOME_DAY, half_day.end) - day(SOME_DAY, half_day.start)) // MINUTE


def statement_of(enrolment: Enrolment) -> AttendanceStatement:
    """Return the statement of an enrolment. Two queries, none after `statement_prefetches`."""
    presences = {row.half_day_id: row for row in enrolment.attendances.all() if row.is_present}
    closed_half_days = [half_day for half_day in enrolment.session.half_days.all() if half_day.is_closed]
    return AttendanceStatement(
        tuple(AttendedHalfDay(half_day, presences.get(half_day.pk)) for half_day in closed_half_days)
    )


def statement_prefetches(prefix: str = "") -> tuple[str, str]:
    """Lookups to prefetch for `statement_of`, from enrolments, or from objects that reach one through `prefix`."""
    return f"{prefix}attendances", f"{prefix}session__half_days"
