"""Dates of all sources at once: one query counts them, one more for each kind that is shown, whatever their number."""

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, F, Max, Min, QuerySet, Value, When

from reseau.calendar.agenda.registry import (
    AgendaDate,
    AgendaSource,
    ComputedSource,
    Entry,
    computed_sources,
    row_sources,
    source,
)
from reseau.people.members.models.member import Member
from reseau.web.queries.cached_query import CachedQuery

# What begins before the first is of the morning, from the second on of the evening.
NOON, EVENING = datetime.time(12), datetime.time(18)
MOMENT = Case(When(agenda_from__lt=NOON, then=0), When(agenda_from__lt=EVENING, then=1), default=2)
PLACED = ("agenda_day", "agenda_territory", "agenda_epm")
# The fields of `Entry`.
COLUMNS = (
    "agenda_kind", "agenda_key", "agenda_day", "agenda_start", "agenda_territory", "agenda_epm", "agenda_last",
    "agenda_end", "agenda_count",
)  # fmt: skip
IN_ORDER = ("agenda_day", "agenda_start", "agenda_kind", "agenda_key")


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


def entries_between(user, first: datetime.date, last: datetime.date, *, epm: int | None = None) -> list[Entry]:
    """Return what `user` may see from `first` to `last`, both included, in order.

    One query, kept, and one for each kind that is computed: a month of the whole network has thousands of dates, and
    its facets count them all.

    `epm`: the place whose dates each have an entry, be they of a kind that is counted elsewhere.
    """
    entries = stored_entries(user, first, last, epm=epm)
    computed = [entry for each in computed_sources() for entry in each.entries(user, first, last)]
    return sorted([*computed, *entries], key=lambda entry: (entry.day, entry.start)) if computed else entries


def stored_entries(user, first: datetime.date, last: datetime.date, *, epm: int | None = None) -> list[Entry]:
    """Return the entries that are rows, in order. One query, kept."""
    # Without a kind that is counted, the query is the same for all places.
    place = epm if any(each.is_counted for each in row_sources()) else None
    return ENTRIES.rows(reader=user, first=first, last=last, epm=place)


def entries_of(reader: Member, first: datetime.date, last: datetime.date, epm: int | None) -> QuerySet:
    queries = [query for each in row_sources() for query in _queries_of(each, reader, first, last, epm)]
    return queries[0].union(*queries[1:], all=True).order_by(*IN_ORDER)


ENTRIES = CachedQuery(entries_of, then=lambda rows: [Entry(*row) for row in rows])


def _queries_of(
    each: AgendaSource, user, first: datetime.date, last: datetime.date, epm: int | None
) -> Iterator[QuerySet]:
    start, day = _expression(each.start), _expression(each.day)
    rows = (
        each.visible_to(user)
        .order_by()
        .annotate(
            agenda_day=day,
            agenda_territory=_expression(each.territory),
            agenda_epm=_expression(each.epm),
            agenda_last=_expression(each.last_day) if each.last_day else day,
        )
    )
    if each.last_day:
        rows = rows.filter(agenda_day__lte=last, agenda_last__gte=first)
    else:
        rows = rows.filter(agenda_day__range=(first, last))
    hours = {"agenda_start": start, "agenda_end": _expression(each.end) if each.end else start}
    if not each.is_counted:
        yield _one_by_one(each, rows, hours)
        return
    elsewhere = rows if epm is None else rows.exclude(agenda_epm=epm)
    by_moment = elsewhere.annotate(agenda_from=start, agenda_moment=MOMENT)
    groups = by_moment.values(*PLACED, "agenda_moment").annotate(
        agenda_kind=Value(each.kind),
        agenda_key=Value(0),
        agenda_start=Min("agenda_from"),
        agenda_last=F("agenda_day"),
        # All of them begin in one moment, whenever they end.
        agenda_end=Max("agenda_from"),
        agenda_count=Count("pk"),
    )
    yield groups.values_list(*COLUMNS)
    if epm is not None:
        yield _one_by_one(each, rows.filter(agenda_epm=epm), hours)


def _one_by_one(each: AgendaSource, rows: QuerySet, hours: dict) -> QuerySet:
    named = {"agenda_kind": Value(each.kind), "agenda_key": F("pk"), "agenda_count": Value(1)}
    return rows.annotate(**named, **hours).values_list(*COLUMNS)


def _expression(path):
    return F(path) if isinstance(path, str) else path


def load(entries: Iterable[Entry]) -> dict[Entry, AgendaDate]:
    """Return the dates of these entries, in their order; groups have none. One query for each kind among them."""
    entries = [entry for entry in entries if not entry.is_group]
    keys = defaultdict(set)
    for entry in entries:
        keys[entry.kind].add(entry.key)
    found = {kind: _by_key(source(kind), wanted) for kind, wanted in keys.items()}
    return {entry: found[entry.kind][entry.key] for entry in entries if entry.key in found[entry.kind]}


def _by_key(each: AgendaSource | ComputedSource, keys: set) -> Mapping[Hashable, AgendaDate]:
    if isinstance(each, ComputedSource):
        return each.load(keys)
    rows = each.with_joins(each.model._default_manager.filter(pk__in=keys))
    return {date.key: date for date in each.dates(rows)}
