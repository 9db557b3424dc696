"""The annual plan in figures, in half-days: promised, planned, announced, delivered, by month and territory."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from formation.offer.annual_plan.models import DEFAULT_VOICES, AnnualPlan
from formation.sessions.enums import PlaceKind, SessionStatus
from formation.sessions.models.half_day import HalfDay, is_delivered
from formation.year.planning.plan_cells import PlanCell, PlanColumn
from reseau.places.models.commune import Territory
from reseau.web.queries.cached_query import CachedQuery

HALF_DAYS_IN_A_DAY = 2
REMOTE = "a-distance"


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """Figures of a year, in half-days. Planned excludes cancelled sessions; delivered counts closed attendances.

    `drafts` are part of planned; they are 0 for readers who do not see drafts.
    """

    year: int
    target: int
    planned: int
    delivered: int
    drafts: int = 0
    cancelled: int = 0
    budget: int | None = None
    enough_voices: int = DEFAULT_VOICES

    @property
    def announced(self) -> int:
        return self.planned - self.drafts

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
        """Half-days still to plan to reach the target."""
        return max(self.target - self.planned, 0)

    @property
    def euros_of_a_half_day(self) -> int | None:
        """Budget for each half-day of the promise."""
        return round(self.budget / self.target) if self.budget and self.target else None


@dataclass(slots=True)
class MonthRow:
    first_day: datetime.date
    cells: list[PlanCell]
    total: PlanCell


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """The year of a territory, or of remote sessions, month by month."""

    column: PlanColumn
    cells: list[PlanCell]
    total: PlanCell


@dataclass(frozen=True, slots=True)
class PlanBoard:
    """The year by month (rows) and territory (columns, the last one remote), with totals."""

    territories: list[Territory]
    columns: list[PlanColumn]
    rows: list[MonthRow]
    totals: list[PlanCell]
    total: PlanCell

    @property
    def lines(self) -> list[PlaceLine]:
        """The same cells by territory, for a board whose columns are months."""
        columns = zip(*(row.cells for row in self.rows), strict=True)
        return [
            PlaceLine(column, list(cells), total)
            for column, cells, total in zip(self.columns, columns, self.totals, strict=True)
        ]

    def figures(self, plan: AnnualPlan) -> PlanFigures:
        counts = {name: getattr(self.total, name) for name in ("planned", "delivered", "drafts", "cancelled")}
        return _figures(plan, counts)


def _counts() -> dict[str, Count]:
    return {
        "planned": Count("pk", filter=~Q(session__status=SessionStatus.CANCELLED)),
        "delivered": Count("pk", filter=~Q(session__status=SessionStatus.CANCELLED) & is_delivered()),
        "drafts": Count("pk", filter=Q(session__status=SessionStatus.DRAFT)),
        "cancelled": Count("pk", filter=Q(session__status=SessionStatus.CANCELLED)),
    }


def _half_days(year: int, *, with_drafts: bool) -> QuerySet[HalfDay]:
    half_days = HalfDay.objects.of_year(year).order_by()
    return half_days if with_drafts else half_days.exclude(session__status=SessionStatus.DRAFT)


def _board_half_days(year: int, *, with_drafts: bool) -> QuerySet:
    """Half-days of the year by date, with what the board reads of their session. One query."""
    territory = Coalesce("session__epm__commune__territory", "session__commune__territory")
    half_days = _half_days(year, with_drafts=with_drafts).annotate(
        territory=territory,
        is_closed=ExpressionWrapper(Q(closed_at__isnull=False), BooleanField()),
        is_delivered=ExpressionWrapper(is_delivered(), BooleanField()),
    )
    read = ("date", "territory", "session", "session__training__title", "session__status", "is_closed", "is_delivered")
    return half_days.order_by("date", "start", "pk").values(*read)


def _counts_of_year(year: int) -> QuerySet:
    """Return one row of numbers by name, drafts included."""
    return _half_days(year, with_drafts=True).values(everything=Value(1)).annotate(**_counts()).values(*_counts())


def _cells_of(half_days: Iterable[dict]) -> list[tuple[int, int | None, PlanCell]]:
    """Return the cells of the board that have half-days: month, territory (None: remote), half-days."""
    cells: dict[tuple[int, int | None], PlanCell] = defaultdict(PlanCell)
    for half_day in half_days:
        cell = cells[half_day["date"].month, half_day["territory"]]
        cell.add(half_day)
        cell.add_to_slot(half_day)
    return [(month, territory, cell) for (month, territory), cell in cells.items()]


BOARD_CELLS = CachedQuery(_board_half_days, shape=["year"], then=_cells_of)
COUNTS = CachedQuery(_counts_of_year, shape=["year"])


def plan_figures(year: int) -> PlanFigures:
    """Return the figures of `year`, drafts included. Two queries; nothing is saved."""
    plan = AnnualPlan.objects.of_year(year)
    return _figures(plan, COUNTS.row(year=year))


def _figures(plan: AnnualPlan, counts: dict[str, int]) -> PlanFigures:
    return PlanFigures(
        year=plan.year, target=plan.target, budget=plan.budget, enough_voices=plan.enough_voices, **counts
    )


def plan_board(year: int, *, with_drafts: bool = False) -> PlanBoard:
    """Build the board, with drafts for coordinators. Two queries: territories, half-days by month and territory.

    The cells of the network are counted once, until a half-day changes.
    """
    territories = Territory.objects.all()
    places = {territory.pk: number for number, territory in enumerate(territories)}
    columns = [
        *(PlanColumn(territory.name, territory.slug) for territory in territories),
        PlanColumn("À distance", REMOTE),
    ]
    rows = [_month(datetime.date(year, month, 1), columns) for month in range(1, 13)]
    totals, total = [PlanCell(column=column) for column in columns], PlanCell()
    for month, territory, half_days in BOARD_CELLS.rows(year=year, with_drafts=with_drafts):
        row, column = rows[month - 1], places.get(territory, len(territories))
        for cell in (row.cells[column], row.total, totals[column], total):
            cell.add_cell(half_days)
        row.cells[column].slots += half_days.slots
    return PlanBoard(territories, columns, rows, totals, total)


def _month(first_day: datetime.date, columns: list[PlanColumn]) -> MonthRow:
    cells = [PlanCell(month=first_day, column=column) for column in columns]
    return MonthRow(first_day, cells, PlanCell(month=first_day))


def held_in(place: str) -> Q:
    """Condition on a session: held in the territory with this slug, or remote."""
    if place == REMOTE:
        return Q(place_kind=PlaceKind.REMOTE)
    return Q(epm__commune__territory__slug=place) | Q(commune__territory__slug=place)
