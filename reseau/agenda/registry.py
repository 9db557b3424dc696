"""Registry of the agenda: each app registers in its module `agenda_dates` the dates that it gives."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils import timezone

from reseau.wording import hour_in_words


@dataclass(frozen=True, slots=True)
class AgendaDate:
    """One date as the agenda and calendars show it.

    `name` and the `key` of its row never change: a calendar that knows « half-day-12 » follows the date when it moves.
    For calendars alone: `details`, lines of plain text, and `address`, the place with its street.
    """

    source: "AgendaSource"
    name: str
    key: int
    begins_at: datetime.datetime
    ends_at: datetime.datetime
    title: str
    place: str
    url: str
    changed: datetime.datetime
    details: str = ""
    address: str = ""

    @property
    def uid(self) -> str:
        return f"{self.name}-{self.key}"

    @property
    def day(self) -> datetime.date:
        return timezone.localdate(self.begins_at)

    @property
    def hour(self) -> str:
        return hour_in_words(timezone.localtime(self.begins_at).time())


class AgendaSource(ABC):
    """One kind of dates.

    A subclass states `kind` (a French word, as in the address), `label` and `label_plural`, and the query paths of the
    columns by which the agenda counts and filters: `day`, `start`, `epm`, `territory` (paths or expressions).
    """

    kind: str
    label: str
    label_plural: str
    icon: str = "calendar-days"
    hue: str = ""
    model: type[Model]
    day: object = "date"
    start: object = "start"
    epm: object = "epm"
    territory: object = "epm__commune__territory"

    @abstractmethod
    def visible_to(self, user) -> QuerySet:
        """Return what `user` may see, cancelled dates left out: those who see the object see its date."""

    @abstractmethod
    def with_joins(self, queryset: QuerySet) -> QuerySet:
        """Join what `dates` reads."""

    @abstractmethod
    def dates(self, rows: Iterable[Model]) -> Iterable[AgendaDate]:
        """Return the dates of these objects, read by `with_joins`: no query."""


_sources: dict[str, AgendaSource] = {}


def register(source_class: type[AgendaSource]) -> type[AgendaSource]:
    """Register the source under its kind. Class decorator."""
    _sources[source_class.kind] = source_class()
    return source_class


def sources() -> list[AgendaSource]:
    """Return the sources, in the order of their words."""
    return sorted(_sources.values(), key=lambda source: source.label_plural)


def source(kind: str) -> AgendaSource:
    return _sources[kind]
