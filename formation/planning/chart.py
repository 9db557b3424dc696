"""Chart of the annual plan, month by month. A table beside it has the same figures."""

import datetime
from dataclasses import dataclass

from formation.planning.year_plan import PlanBoard

WIDTH = 720
HEIGHT = 220
TOP = 40
BASE = HEIGHT - 28
COLUMN = WIDTH // 12
BAR = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, in the coordinates of the drawing. `value` is written above it."""

    value: int
    x: int
    height: int
    css_class: str
    width: int = BAR

    @property
    def y(self) -> int:
        return BASE - self.height

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def value_y(self) -> int:
        return self.y - 5


@dataclass(frozen=True, slots=True)
class MonthBars:
    first_day: datetime.date
    middle: int
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class PlanChart:
    months: list[MonthBars]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE
    label_y: int = BASE + 18


def plan_chart(board: PlanBoard) -> PlanChart:
    """Draw two bars for each month, planned and delivered, on one scale."""
    highest = max(row.total.planned for row in board.rows) or 1
    unit = (BASE - TOP) / highest
    months = []
    for number, row in enumerate(board.rows):
        x = number * COLUMN + (COLUMN - 2 * BAR) // 2
        bars = [
            Bar(row.total.planned, x, round(row.total.planned * unit), "planned"),
            Bar(row.total.delivered, x + BAR, round(row.total.delivered * unit), "delivered"),
        ]
        months.append(MonthBars(row.first_day, x + BAR, [bar for bar in bars if bar.value]))
    return PlanChart(months)
