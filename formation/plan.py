"""What the annual plan amounts to: half-days promised, planned and delivered, for the year and month by territory."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count
from django.db.models.functions import Coalesce

from formation.models import AnnualPlan, HalfDay
from formation.models.half_day import is_delivered
from reseau.models import Territory

HALF_DAYS_IN_A_DAY = 2


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """Figures of a year, in half-days. Planned counts sessions that are not cancelled, delivered closed attendances."""

    year: int
    target: int
    planned: int
    delivered: int

    @property
    def target_days(self) -> float:
        return self.target / HALF_DAYS_IN_A_DAY

    @property
    def planned_days(self) -> float:
        return self.planned / HALF_DAYS_IN_A_DAY

    @property
    def delivered_days(self) -> float:
        return self.delivered / HALF_DAYS_IN_A_DAY

    @property
    def missing(self) -> int:
        """Half-days still to plan in order to reach the target."""
        return max(self.target - self.planned, 0)


@dataclass(slots=True)
class Cell:
    """Half-days of a month in a territory, or a sum of such cells."""

    planned: int = 0
    delivered: int = 0

    def add(self, planned: int, delivered: int) -> None:
        self.planned += planned
        self.delivered += delivered


@dataclass(slots=True)
class MonthRow:
    first_day: datetime.date
    cells: list[Cell]
    total: Cell = field(default_factory=Cell)


@dataclass(frozen=True, slots=True)
class PlanBoard:
    """The year month by month (rows) and territory by territory (columns), with sums at both ends."""

    territories: list[Territory]
    rows: list[MonthRow]
    totals: list[Cell]
    total: Cell

    def figures(self, plan: AnnualPlan) -> PlanFigures:
        return PlanFigures(plan.year, plan.target, self.total.planned, self.total.delivered)


def _counts() -> dict[str, Count]:
    return {"planned": Count("pk"), "delivered": Count("pk", filter=is_delivered())}


def plan_figures(year: int) -> PlanFigures:
    """Target, planned and delivered half-days of `year`: two queries, nothing written."""
    plan = AnnualPlan.objects.of_year(year)
    return PlanFigures(year, plan.target, **HalfDay.objects.of_year(year).planned().aggregate(**_counts()))


def plan_board(year: int) -> PlanBoard:
    """Two queries: the territories, the half-days counted by month and territory."""
    territories = list(Territory.objects.all())
    columns = {territory.pk: number for number, territory in enumerate(territories)}
    rows = [MonthRow(datetime.date(year, month, 1), [Cell() for _ in territories]) for month in range(1, 13)]
    totals, total = [Cell() for _ in territories], Cell()
    grouped = HalfDay.objects.of_year(year).planned().order_by()
    territory = Coalesce("session__epm__commune__territory", "session__commune__territory")
    grouped = grouped.annotate(territory=territory).values_list("date__month", "territory").annotate(**_counts())
    for month, territory, planned, delivered in grouped:
        row = rows[month - 1]
        cells = [row.total, total]
        if territory is not None:  # a session at a distance counts for the whole département
            cells += [row.cells[columns[territory]], totals[columns[territory]]]
        for cell in cells:
            cell.add(planned, delivered)
    return PlanBoard(territories, rows, totals, total)
