"""Dates of all sources at once: one query counts them, one more for each kind that is shown, whatever their number."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, QuerySet, Value

from reseau.agenda.registry import AgendaDate, AgendaSource, source, sources
from reseau.compiled_queries.compiled_query import CompiledQuery
from reseau.members.models.member import Member

COLUMNS = ("agenda_kind", "agenda_key", "agenda_day", "agenda_start", "agenda_territory", "agenda_epm")
# A list of more keys, which a feed has, is not worth a shape of its own.
MOST_KEYS = 40
IN_ORDER = ("agenda_day", "agenda_start", "agenda_kind", "agenda_key")


@dataclass(frozen=True, slots=True)
class Entry:
    """A date as lists count it: its kind, its key, when and where (keys, None for nowhere in particular)."""

    kind: str
    key: int
    day: datetime.date
    start: datetime.time
    territory: int | None
    epm: int | None


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a reader chose to see; None leaves all."""

    kind: str | None = None
    territory: int | None = None
    epm: int | None = None

    def keeps(self, entry: Entry) -> bool:
        return (
            self.kind in (None, entry.kind)
            and self.territory in (None, entry.territory)
            and self.epm in (None, entry.epm)
        )


def entries_between(user, first: datetime.date, last: datetime.date) -> list[Entry]:
    """Return what `user` may see from `first` to `last`, both included, in order. One query."""
    return [Entry(*row) for row in ENTRIES.rows(reader=user, first=first, last=last)]


def entries_of(reader: Member, first: datetime.date, last: datetime.date) -> QuerySet:
    queries = [_entries_of(each, reader, first, last) for each in sources()]
    return queries[0].union(*queries[1:], all=True).order_by(*IN_ORDER)


ENTRIES = CompiledQuery(entries_of)


def _entries_of(each: AgendaSource, user, first: datetime.date, last: datetime.date) -> QuerySet:
    rows = (
        each.visible_to(user)
        .order_by()
        .annotate(
            agenda_kind=Value(each.kind),
            agenda_key=F("pk"),
            agenda_day=_expression(each.day),
            agenda_start=_expression(each.start),
            agenda_territory=_expression(each.territory),
            agenda_epm=_expression(each.epm),
        )
    )
    return rows.filter(agenda_day__range=(first, last)).values_list(*COLUMNS)


def _expression(path):
    return F(path) if isinstance(path, str) else path


def load(entries: Iterable[Entry]) -> dict[Entry, AgendaDate]:
    """Return the dates of these entries, in their order. One query for each kind among them."""
    entries = list(entries)
    keys = defaultdict(set)
    for entry in entries:
        keys[entry.kind].add(entry.key)
    found = {kind: _by_key(source(kind), wanted) for kind, wanted in keys.items()}
    return {entry: found[entry.kind][entry.key] for entry in entries if entry.key in found[entry.kind]}


def _by_key(each: AgendaSource, keys: set[int]) -> Mapping[int, AgendaDate]:
    wanted = tuple(keys)
    is_short = len(wanted) <= MOST_KEYS
    rows = OBJECTS.rows(kind=each.kind, keys=wanted) if is_short else objects_of(each.kind, wanted)
    return {date.key: date for date in each.dates(rows)}


def objects_of(kind: str, keys: tuple[int, ...]) -> QuerySet:
    each = source(kind)
    return each.with_joins(each.model._default_manager.filter(pk__in=keys))


OBJECTS = CompiledQuery(objects_of, shape=["kind"])
