"""The annual plan in figures, in half-days: promised, planned, announced, delivered, by month and territory."""

import datetime
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from formation.annual_plan.models import DEFAULT_VOICES, AnnualPlan
from formation.sessions.enums import PlaceKind, SessionStatus, Stage
from formation.sessions.models.half_day import HalfDay, is_delivered
from reseau.compiled_queries.compiled_query import CompiledQuery
from reseau.places.models.commune import Territory
from reseau.wording import day_in_full

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
class PlanSlot:
    """A session in a month of the board: its days, how many half-days it has there, how many are delivered or late.

    Late half-days are over, and their attendance is still open.
    """

    session: int
    title: str
    status: SessionStatus
    days: list[datetime.date] = field(default_factory=list)
    planned: int = 0
    delivered: int = 0
    late: int = 0

    def add(self, day: datetime.date, *, is_closed: bool, is_delivered: bool) -> None:
        if day not in self.days:
            self.days.append(day)
        self.planned += 1
        self.delivered += is_delivered
        self.late += not is_closed and day < timezone.localdate()

    @property
    def stage(self) -> Stage:
        if self.status == SessionStatus.DRAFT:
            return Stage.DRAFT
        if self.late:
            return Stage.TO_CLOSE
        return Stage.DONE if self.delivered == self.planned else Stage.UPCOMING

    @property
    def is_movable(self) -> bool:
        """Return whether all its days are to come."""
        return min(self.days) > timezone.localdate()

    @property
    def points(self) -> str:
        """A point for each half-day, full once it is delivered: « ●●○○ »."""
        return "●" * self.delivered + "○" * (self.planned - self.delivered)


@dataclass(slots=True)
class PlanCell:
    """Half-days of a month in a territory, or a sum. `words` name the cell, `query` filters its sessions.

    A cell of the board lists its sessions in `slots`, those that are cancelled excepted; a sum lists none.
    """

    planned: int = 0
    delivered: int = 0
    drafts: int = 0
    cancelled: int = 0
    words: str = field(default="", compare=False)
    query: str = field(default="", compare=False)
    slots: list[PlanSlot] = field(default_factory=list, compare=False)

    @classmethod
    def of(cls, month: datetime.date | None = None, column: "PlanColumn | None" = None) -> "PlanCell":
        words = [day_in_full(month, "F") if month else "", column.name if column else ""]
        parameters = {"mois": month.month if month else None, "lieu": column.slug if column else None}
        query = urlencode({name: value for name, value in parameters.items() if value})
        return cls(words=", ".join(filter(None, words)) or "toute l’année", query=query)

    def add(self, half_day: dict) -> None:
        """Count a row of `_board_half_days`."""
        is_cancelled = half_day["session__status"] == SessionStatus.CANCELLED
        self.cancelled += is_cancelled
        self.planned += not is_cancelled
        self.delivered += not is_cancelled and half_day["is_delivered"]
        self.drafts += half_day["session__status"] == SessionStatus.DRAFT

    def add_to_slot(self, half_day: dict) -> None:
        """Count a row of `_board_half_days` in the slot of its session. Rows come by date."""
        if half_day["session__status"] == SessionStatus.CANCELLED:
            return
        slot = next((slot for slot in self.slots if slot.session == half_day["session"]), None)
        if slot is None:
            title, status = half_day["session__training__title"], SessionStatus(half_day["session__status"])
            slot = PlanSlot(half_day["session"], title, status)
            self.slots.append(slot)
        slot.add(half_day["date"], is_closed=half_day["is_closed"], is_delivered=half_day["is_delivered"])

    @property
    def announced(self) -> int:
        return self.planned - self.drafts

    @property
    def points(self) -> str:
        return "●" * self.delivered + "○" * (self.planned - self.delivered)

    @property
    def is_empty(self) -> bool:
        return not (self.planned or self.cancelled)


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A territory, or remote sessions; `slug` is its value in a URL."""

    name: str
    slug: str

    def __str__(self) -> str:
        return self.name


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


BOARD_HALF_DAYS = CompiledQuery(_board_half_days, shape=["year"])
COUNTS = CompiledQuery(_counts_of_year, shape=["year"])
TERRITORIES = CompiledQuery(Territory.objects.all)


def plan_figures(year: int) -> PlanFigures:
    """Return the figures of `year`, drafts included. Two queries; nothing is saved."""
    plan = AnnualPlan.objects.of_year(year)
    return _figures(plan, COUNTS.row(year=year))


def _figures(plan: AnnualPlan, counts: dict[str, int]) -> PlanFigures:
    return PlanFigures(
        year=plan.year, target=plan.target, budget=plan.budget, enough_voices=plan.enough_voices, **counts
    )


def plan_board(year: int, *, with_drafts: bool = False) -> PlanBoard:
    """Build the board, with drafts for coordinators. Two queries: territories, half-days by month and territory."""
    territories = TERRITORIES.rows()
    places = {territory.pk: number for number, territory in enumerate(territories)}
    columns = [
        *(PlanColumn(territory.name, territory.slug) for territory in territories),
        PlanColumn("À distance", REMOTE),
    ]
    rows = [_month(datetime.date(year, month, 1), columns) for month in range(1, 13)]
    totals, total = [PlanCell.of(column=column) for column in columns], PlanCell.of()
    for half_day in BOARD_HALF_DAYS.rows(year=year, with_drafts=with_drafts):
        row, column = rows[half_day["date"].month - 1], places.get(half_day["territory"], len(territories))
        for cell in (row.cells[column], row.total, totals[column], total):
            cell.add(half_day)
        row.cells[column].add_to_slot(half_day)
    return PlanBoard(territories, columns, rows, totals, total)


def _month(first_day: datetime.date, columns: list[PlanColumn]) -> MonthRow:
    return MonthRow(first_day, [PlanCell.of(first_day, column) for column in columns], PlanCell.of(first_day))


def held_in(place: str) -> Q:
    """Condition on a session: held in the territory with this slug, or remote."""
    if place == REMOTE:
        return Q(place_kind=PlaceKind.REMOTE)
    return Q(epm__commune__territory__slug=place) | Q(commune__territory__slug=place)
