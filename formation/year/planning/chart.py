"""Chart of the annual plan: half-days delivered month after month, and what is planned by the end of the year."""

from dataclasses import dataclass
from itertools import accumulate

from formation.year.planning.year_plan import PlanBoard, PlanFigures

WIDTH = 340
HEIGHT = 180
LEFT = 26
TOP = 28
BASE = 150
COLUMN = 26.5


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A number of half-days at the end of a month, in the coordinates of the drawing."""

    value: int
    x: float
    y: float

    def __str__(self) -> str:
        return f"{self.x:g},{self.y:g}"


@dataclass(frozen=True, slots=True)
class PlanChart:
    """Cumulated half-days: `delivered` up to this month, then `planned` in December; `marks` are the hairlines.

    `even` is the target, which an even pace reaches in December.
    """

    delivered: list[ChartPoint]
    planned: ChartPoint
    even: ChartPoint
    marks: list[ChartPoint]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base: int = BASE

    @property
    def line(self) -> str:
        return " ".join(str(point) for point in self.delivered)

    @property
    def area(self) -> str:
        """The surface under the line."""
        return f"{LEFT},{BASE} {self.line} {self.last.x:g},{BASE}" if self.delivered else ""

    @property
    def last(self) -> ChartPoint | None:
        return self.delivered[-1] if self.delivered else None


def plan_chart(board: PlanBoard, figures: PlanFigures, months: int) -> PlanChart:
    """Draw the year up to its month number `months`: 12 for a past year, 0 for a coming one."""
    highest = max(figures.target, figures.planned) or 1

    def point(value: int, month: int) -> ChartPoint:
        return ChartPoint(value, LEFT + COLUMN * (month - 1), round(BASE - (BASE - TOP) * value / highest, 1))

    sums = list(accumulate(row.total.delivered for row in board.rows))
    return PlanChart(
        delivered=[point(value, month) for month, value in enumerate(sums[:months], 1)],
        planned=point(figures.planned, 12),
        even=point(figures.target, 12),
        marks=[point(value, 1) for value in sorted({0, highest // 2, highest})],
    )
