"""Five weeks of the calendar of an equipment: who has it in the morning and in the afternoon."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from formation.working_halves import PARTS, WorkingHalf
from qualite.lending.equipment.models import Equipment
from qualite.lending.loans.models.loan import Loan, LoanHalfDay
from reseau.texts.wording import day_in_full

WEEK = datetime.timedelta(days=7)
SHOWN_WEEKS, STEP = 5, 4 * WEEK
# How far back and ahead the weeks are shown.
FARTHEST = 53 * WEEK


@dataclass(frozen=True, slots=True)
class LoanWeeks:
    """Whole weeks from `monday` on."""

    monday: datetime.date

    @classmethod
    def read(cls, text: str) -> "LoanWeeks":
        """Return the weeks from that of a day written « 2026-03-03 »; from this week if it is no day, or a far one."""
        today = timezone.localdate()
        try:
            day = datetime.date.fromisoformat(text)
        except ValueError:
            day = today
        return cls.of(day if abs(day - today) <= FARTHEST else today)

    @classmethod
    def of(cls, day: datetime.date) -> "LoanWeeks":
        return cls(day - datetime.timedelta(days=day.weekday()))

    @property
    def last_day(self) -> datetime.date:
        return self.monday + SHOWN_WEEKS * WEEK - datetime.timedelta(days=1)

    @property
    def words(self) -> str:
        """« Du 2 mars au 5 avril 2026 »."""
        return f"Du {day_in_full(self.monday, 'j F')} au {day_in_full(self.last_day, 'j F Y')}"

    @property
    def previous(self) -> datetime.date | None:
        return self._moved(-STEP)

    @property
    def following(self) -> datetime.date | None:
        return self._moved(STEP)

    def _moved(self, step: datetime.timedelta) -> datetime.date | None:
        monday = self.monday + step
        return monday if abs(monday - timezone.localdate()) <= FARTHEST else None


@dataclass(frozen=True, slots=True)
class HalfCell:
    """A half-day: who has the equipment, or nobody."""

    half: WorkingHalf
    loan: Loan | None
    is_past: bool

    @property
    def tone(self) -> str:
        """Class of the cell."""
        if self.loan is None:
            return "past" if self.is_past else "free"
        return "late" if self.loan.is_overdue else self.loan.state


@dataclass(frozen=True, slots=True)
class LoanDay:
    day: datetime.date
    is_today: bool
    halves: list[HalfCell]

    @property
    def first_free(self) -> WorkingHalf | None:
        """The half-day from which the booking form may begin."""
        return next((cell.half for cell in self.halves if cell.loan is None and not cell.is_past), None)

    @property
    def css(self) -> str:
        """Class of the day: today, or one that is past and empty, which a phone leaves out."""
        if self.is_today:
            return "today"
        return "gone" if all(cell.is_past and cell.loan is None for cell in self.halves) else ""


def loan_days(equipment: Equipment, weeks: LoanWeeks) -> list[LoanDay]:
    """Return the days of these weeks. One query."""
    rows = LoanHalfDay.objects.filter(equipment=equipment, date__range=(weeks.monday, weeks.last_day))
    loans = {(row.date, row.part): row.loan for row in rows.select_related("loan__epm")}
    now = WorkingHalf.now()
    days = (weeks.monday + datetime.timedelta(days=number) for number in range(7 * SHOWN_WEEKS))
    return [
        LoanDay(
            day=day,
            is_today=day == now.date,
            halves=[
                HalfCell(half, loans.get(half.key), half.rank < now.rank)
                for half in (WorkingHalf.of(day, part) for part in PARTS)
            ],
        )
        for day in days
    ]
