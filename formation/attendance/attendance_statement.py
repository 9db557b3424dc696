"""What closed attendances say of one enrolment: which half-days of the session she was at, how long they lasted."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from formation.attendance.models.attendance import Attendance
from formation.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay

MINUTE = datetime.timedelta(minutes=1)
SOME_DAY = datetime.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Attended:
    """One half-day whose attendance is closed."""

    half_day: HalfDay
    is_present: bool

    @property
    def minutes(self) -> int:
        return length(self.half_day) if self.is_present else 0


@dataclass(frozen=True, slots=True)
class Statement:
    """The closed half-days of a session, in their order; those that are open say nothing yet."""

    lines: tuple[Attended, ...]

    @property
    def present(self) -> list[HalfDay]:
        return [line.half_day for line in self.lines if line.is_present]

    @property
    def half_days(self) -> int:
        return len(self.present)

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.lines)

    @property
    def days(self) -> list[datetime.date]:
        """Days on which she was there."""
        return sorted({half_day.date for half_day in self.present})


def length(half_day: HalfDay) -> int:
    """In minutes."""
    day = datetime.datetime.combine
    return (day(SOME_DAY, half_day.end) - day(SOME_DAY, half_day.start)) // MINUTE


def statement_of(enrolment: Enrolment) -> Statement:
    """Two queries, or none when `with_attendance` has brought its rows."""
    noted = {row.half_day_id for row in enrolment.attendances.all() if row.is_present}
    closed = [half_day for half_day in enrolment.session.half_days.all() if half_day.is_closed]
    return Statement(tuple(Attended(half_day, half_day.pk in noted) for half_day in closed))


def attendance_rows(prefix: str = "") -> Sequence[Prefetch]:
    """What `statement_of` reads, for a query on enrolments, or on what leads to one through `prefix`."""
    return (
        Prefetch(f"{prefix}attendances", Attendance.objects.all()),
        Prefetch(f"{prefix}session__half_days", HalfDay.objects.all()),
    )
