"""The cells of the board of the annual plan: half-days of a month in a territory, and their sessions."""

import datetime
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils import timezone

from formation.sessions.enums import SessionStatus, Stage
from reseau.texts.wording import day_in_full


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A territory, or remote sessions; `slug` is its value in a URL."""

    name: str
    slug: str

    def __str__(self) -> str:
        return self.name


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
    """Half-days of a month in a territory, or a sum: of all months, of all territories, of the year.

    A cell of the board lists its sessions in `slots`, those that are cancelled excepted; a sum lists none.
    """

    planned: int = 0
    delivered: int = 0
    drafts: int = 0
    cancelled: int = 0
    month: datetime.date | None = field(default=None, compare=False)
    column: PlanColumn | None = field(default=None, compare=False)
    slots: list[PlanSlot] = field(default_factory=list, compare=False)

    @property
    def words(self) -> str:
        """What the cell is about: « mars, Figeac »."""
        words = [day_in_full(self.month, "F") if self.month else "", self.column.name if self.column else ""]
        return ", ".join(filter(None, words)) or "toute l’année"

    @property
    def query(self) -> str:
        """What filters the sessions of the cell in the address of the page."""
        parameters = {"mois": self.month and self.month.month, "lieu": self.column and self.column.slug}
        return urlencode({name: value for name, value in parameters.items() if value})

    def add(self, half_day: dict) -> None:
        """Count a row of `_board_half_days`."""
        is_cancelled = half_day["session__status"] == SessionStatus.CANCELLED
        self.cancelled += is_cancelled
        self.planned += not is_cancelled
        self.delivered += not is_cancelled and half_day["is_delivered"]
        self.drafts += half_day["session__status"] == SessionStatus.DRAFT

    def add_cell(self, cell: "PlanCell") -> None:
        self.planned += cell.planned
        self.delivered += cell.delivered
        self.drafts += cell.drafts
        self.cancelled += cell.cancelled

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
