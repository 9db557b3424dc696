"""Dates of the agenda: each app lists in its module `declarations.agenda_dates` those that it gives."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils import timezone

from jobs.declared import declared
from reseau.texts.wording import counted, hour_in_words


@dataclass(frozen=True, slots=True)
class Entry:
    """A date as tables count it: its kind, its key, when and where (keys, None for nowhere in particular).

    It lasts from `start` on `day` to `end` on `last`; where a source does not say its end, `end` is `start`. `count`:
    how many dates it stands for. A group, whose key is 0, is all the dates of a place in a part of a day.
    """

    kind: str
    key: Hashable
    day: datetime.date
    start: datetime.time
    territory: int | None
    epm: int | None
    last: datetime.date
    end: datetime.time
    count: int = 1

    @property
    def is_group(self) -> bool:
        return not self.key

    def is_on(self, day: datetime.date) -> bool:
        return self.day <= day <= self.last


@dataclass(frozen=True, slots=True)
class AgendaDate:
    """One date as the agenda and calendars show it.

    `name` and the `key` of its row never change: a calendar that knows « half-day-12 » follows the date when it moves.
    For calendars alone: `details`, lines of plain text, and `address`, the place with its street. `is_whole_day`: from
    the midnight before to the midnight after, its hours mean nothing. `is_cancelled`: in files that keep such dates,
    the agenda has none.
    """

    source: "AgendaKind"
    name: str
    key: int | str
    begins_at: datetime.datetime
    ends_at: datetime.datetime
    title: str
    place: str
    url: str
    changed: datetime.datetime
    details: str = ""
    address: str = ""
    is_whole_day: bool = False
    is_cancelled: bool = False

    @property
    def uid(self) -> str:
        return f"{self.name}-{self.key}"

    @property
    def day(self) -> datetime.date:
        return timezone.localdate(self.begins_at)

    @property
    def hour(self) -> str:
        """« 9 h »; empty for a whole day."""
        return "" if self.is_whole_day else hour_in_words(timezone.localtime(self.begins_at).time())


@dataclass(frozen=True, slots=True)
class Engagement:
    """What is planned at a place, in the care of a member: whoever plans something else then is told, and decides.

    Keys alone and hours, nobody's name: a planner may not read what it is about.
    """

    source: "AgendaKind"
    begins_at: datetime.datetime
    ends_at: datetime.datetime
    epm: int
    member: int


class AgendaKind:
    """The words and the mark of one kind of dates: `kind` is a French word, as in the address.

    `units`: one date, several dates, for a table that counts them (« atelier », « ateliers »); the labels by default.
    """

    kind: str
    label: str
    label_plural: str
    units: tuple[str, str] = ("", "")
    icon: str = "calendar-days"
    hue: str = ""

    def counted(self, count: int) -> str:
        """Return « 1 atelier », « 5 ateliers »."""
        one, several = self.units
        return counted(count, one or self.label.lower(), several or self.label_plural.lower())


class AgendaSource(AgendaKind, ABC):
    """One kind of dates that are rows.

    A subclass states the query paths of the columns by which the agenda counts and filters: `day`, `start`, `epm`,
    `territory` (paths or expressions). A date of several days also states `last_day`, and `end`, its hour on that day:
    it is shown on each of its days, from one row.

    `is_counted`: there are so many of them that one line for a place and a day says how many (« 12 rendez-vous »); each
    has a line of its own in the calendar of one place. Their `epm` is never null.
    """

    model: type[Model]
    day: object = "date"
    start: object = "start"
    last_day: object | None = None
    end: object | None = None
    epm: object = "epm"
    territory: object = "epm__commune__territory"
    is_counted: bool = False

    @abstractmethod
    def visible_to(self, user) -> QuerySet:
        """Return what `user` may see, cancelled dates left out: those who see the object see its date."""

    @abstractmethod
    def with_joins(self, queryset: QuerySet) -> QuerySet:
        """Join what `dates` reads."""

    @abstractmethod
    def dates(self, rows: Iterable[Model]) -> Iterable[AgendaDate]:
        """Return the dates of these objects, read by `with_joins`: no query."""

    def engagements(
        self, *, epm: int | None, members: Collection[int], first: datetime.date, last: datetime.date
    ) -> Iterable[Engagement]:
        """Return what holds the place or one of the members from `first` to `last`, both included, whoever may read it.
        One query at most; nothing for dates that whoever plans is told of in another way.
        """
        return ()


class ComputedSource(AgendaKind, ABC):
    """One kind of dates that are no rows: each is computed from something else that is stored."""

    @abstractmethod
    def entries(self, user, first: datetime.date, last: datetime.date) -> Iterable[Entry]:
        """Return what `user` may see from `first` to `last`, both included. One query at most."""

    @abstractmethod
    def load(self, keys: Iterable[Hashable]) -> Mapping[Hashable, AgendaDate]:
        """Return the date of each of these keys, those of entries. One query at most."""


def sources() -> list[AgendaSource | ComputedSource]:
    """Return the sources, in the order of their words."""
    return sorted(declared("agenda_dates", "SOURCES"), key=lambda source: source.label_plural)


def row_sources() -> list[AgendaSource]:
    return [each for each in sources() if isinstance(each, AgendaSource)]


def computed_sources() -> list[ComputedSource]:
    return [each for each in sources() if isinstance(each, ComputedSource)]


def source(kind: str) -> AgendaSource | ComputedSource:
    return next(each for each in declared("agenda_dates", "SOURCES") if each.kind == kind)
