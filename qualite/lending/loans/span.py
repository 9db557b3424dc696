"""The period of a loan: half-days from the first to the last."""

from dataclasses import dataclass

from formation.working_halves import WorkingHalf
from reseau.texts.wording import day_in_full


@dataclass(frozen=True, slots=True)
class Span:
    """Half-days from the first to the last, both included."""

    first: WorkingHalf
    last: WorkingHalf

    def __len__(self) -> int:
        """Number of half-days; 0 if the last one is before the first."""
        return max(0, self.last.rank - self.first.rank + 1)

    @property
    def halves(self) -> list[WorkingHalf]:
        return [WorkingHalf(rank) for rank in range(self.first.rank, self.last.rank + 1)]

    def moved(self, count: int) -> "Span":
        return Span(self.first.plus(count), self.last.plus(count))

    @property
    def words(self) -> str:
        """« le mardi 3 mars 2026 (matin) », « du lundi 2 mars (matin) au mardi 3 mars 2026 (après-midi) »."""
        if self.first == self.last:
            return f"le {self.first.words}"
        if self.first.date == self.last.date:
            return f"le {day_in_full(self.first.date)} (journée)"
        pattern = "l j F" if self.first.date.year == self.last.date.year else "l j F Y"
        return f"du {day_in_full(self.first.date, pattern)} ({self.first.part.label}) au {self.last.words}"
