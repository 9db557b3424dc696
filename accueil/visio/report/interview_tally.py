"""Sums over appointments, open hours and journeys avoided, which add up: a place in a month, a partner in a year."""

from dataclasses import dataclass, fields

from accueil.emission_factors.factor_history import FactorHistory


@dataclass(frozen=True, slots=True)
class InterviewTally:
    """Numbers of appointments by what became of them, then sums over those that were held.

    `unnoted`: their day is past and nobody said what became of them. `delay_days`: from booking to interview.
    `opened_minutes`, `taken_minutes`: of rooms open to partners, and of appointments that kept a room, held or not.
    `measured`: interviews whose journey was computed. `grams`: CO2 avoided; `uncovered`: kilometres without factor.
    """

    seen: int = 0
    excused: int = 0
    cancelled: int = 0
    no_show: int = 0
    unnoted: int = 0
    delay_days: int = 0
    real_minutes: int = 0
    with_documents: int = 0
    measured: int = 0
    kilometres: int = 0
    grams: float = 0.0
    uncovered: int = 0
    opened_minutes: int = 0
    taken_minutes: int = 0

    def __add__(self, other: "InterviewTally") -> "InterviewTally":
        return InterviewTally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @classmethod
    def total(cls, tallies) -> "InterviewTally":
        return sum(tallies, cls())

    @property
    def booked(self) -> int:
        """Appointments of which the day has come, whatever became of them."""
        return self.seen + self.excused + self.cancelled + self.no_show + self.unnoted

    @property
    def no_show_rate(self) -> float | None:
        """Percentage of people who did not come, among those who were expected until the end."""
        expected = self.seen + self.no_show
        return 100 * self.no_show / expected if expected else None

    @property
    def mean_delay(self) -> float | None:
        """Days from booking to interview."""
        return self.delay_days / self.seen if self.seen else None

    @property
    def mean_minutes(self) -> float | None:
        return self.real_minutes / self.seen if self.seen else None

    @property
    def opened_hours(self) -> float:
        return self.opened_minutes / 60

    @property
    def taken_hours(self) -> float:
        return self.taken_minutes / 60

    @property
    def unused_hours(self) -> float:
        """Hours of open rooms that no appointment took; none where appointments stand outside the slots."""
        return max(0, self.opened_minutes - self.taken_minutes) / 60

    @property
    def kilograms(self) -> float | None:
        """Kilograms of CO2 avoided; None if some kilometres are of a month without a factor."""
        return None if self.uncovered else self.grams / 1_000


def with_emissions(kilometres: int, history: FactorHistory, month) -> dict:
    """Return the fields of a tally about the CO2 of kilometres avoided in a month."""
    kilograms = history.kilograms(kilometres, month)
    return {"grams": 0.0, "uncovered": kilometres} if kilograms is None else {"grams": kilograms * 1_000}
