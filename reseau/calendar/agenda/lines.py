"""What a table of the agenda says in a cell, and what the list under it says of each date."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from reseau.calendar.agenda.registry import AgendaDate, AgendaKind, Entry, source
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full, hour_in_words, hours_in_words

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CellLine:
    """A date in a cell of a table, or how many of a kind (« 5 ateliers »): `url` is then empty."""

    hue: str
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ListedDate:
    """A date in the list, or the dates of a place on a day. `day`: the first one. `when`: in words."""

    source: AgendaKind
    day: datetime.date
    title: str
    when: str
    place: str
    url: str


def entries_by_day(
    entries: Iterable[Entry], first: datetime.date, last: datetime.date
) -> dict[datetime.date, list[Entry]]:
    """Return the entries of each day from `first` to `last`; one of several days is on each of them."""
    by_day = defaultdict(list)
    for entry in entries:
        day = max(entry.day, first)
        while day <= min(entry.last, last):
            by_day[day].append(entry)
            day += ONE_DAY
    return by_day


def is_titled(entries: Sequence[Entry], most: int) -> bool:
    """Whether a cell has room for the title of each of them."""
    return len(entries) <= most and not any(entry.is_group for entry in entries)


def cell_lines(
    entries: Sequence[Entry], day: datetime.date, dates: Mapping[Entry, AgendaDate], *, most: int, whole: bool = False
) -> list[CellLine]:
    """Return the lines of a cell: titles if they are few, else how many of each kind. `whole`: with their last hour."""
    if is_titled(entries, most):
        shown = [
            (dates[entry], hours_on_day(entry, dates[entry], day, whole=whole)) for entry in entries if entry in dates
        ]
        return [CellLine(date.source.hue, f"{hours} {date.title}".strip(), date.url) for date, hours in shown]
    return _counts_of(entries)


def _counts_of(entries: Iterable[Entry]) -> list[CellLine]:
    counts: Counter = Counter()
    for entry in entries:
        counts[entry.kind] += entry.count
    return [CellLine(source(kind).hue, source(kind).counted(count)) for kind, count in sorted(counts.items())]


def days_in_words(
    entries: Iterable[Entry], first: datetime.date, last: datetime.date
) -> list[tuple[datetime.date, str]]:
    """Return the days that have dates, each with how many of each kind: « 2 ateliers, 1 réunion »."""
    by_day = entries_by_day(entries, first, last)
    return [(day, ", ".join(line.words for line in _counts_of(by_day[day]))) for day in sorted(by_day)]


def hours_on_day(entry: Entry, date: AgendaDate, day: datetime.date, *, whole: bool = False) -> str:
    """Return « 9 h », « 9 h – 12 h » if `whole`; empty for a day that it takes whole, or is already under way."""
    if date.is_whole_day or entry.day != day:
        return ""
    start, end = timezone.localtime(date.begins_at), timezone.localtime(date.ends_at)
    if whole and start.date() == end.date():
        return hours_in_words(start.time(), end.time())
    return hour_in_words(start.time())


def fold_groups(entries: Iterable[Entry], *, by_territory: bool) -> list[Entry]:
    """Return the entries with one group for each kind, day and place, or territory, whatever the parts of the day."""
    folded: dict[tuple, Entry] = {}
    for rank, entry in enumerate(entries):
        if not entry.is_group:
            folded[rank,] = entry
            continue
        one = replace(entry, epm=None) if by_territory else entry
        key = (one.kind, one.day, one.territory, one.epm)
        folded[key] = _joined(folded[key], one) if key in folded else one
    return list(folded.values())


def _joined(known: Entry, entry: Entry) -> Entry:
    start, end = min(known.start, entry.start), max(known.end, entry.end)
    return replace(known, start=start, end=end, count=known.count + entry.count)


def listed_dates(
    entries: Sequence[Entry], dates: Mapping[Entry, AgendaDate], territories: Mapping[int, tuple[str, str]]
) -> list[ListedDate]:
    """Return the lines of a list. `territories`: slug and name of each key. One query if a place has a group."""
    places = places_by_key(entry.epm for entry in entries if entry.is_group)
    lines = []
    for entry in entries:
        if entry.is_group:
            lines.append(
                _listed_group(entry, territories.get(entry.territory, ("", "")), places.get(entry.epm, ("", "")))
            )
        elif entry in dates:
            date = dates[entry]
            lines.append(
                ListedDate(date.source, entry.day, date.title, when_in_words(entry, date), date.place, date.url)
            )
    return lines


def _listed_group(entry: Entry, territory: tuple[str, str], epm: tuple[str, str]) -> ListedDate:
    """« 12 rendez-vous », of a territory or of a place: the address opens its day."""
    kind, when = source(entry.kind), day_in_full(entry.day, "l j F").capitalize()
    query = {"date": entry.day.isoformat(), "genre": entry.kind, "territoire": territory[0], "epm": epm[0]}
    address = urlencode({name: value for name, value in query.items() if value})
    return ListedDate(
        source=kind,
        day=entry.day,
        title=kind.counted(entry.count),
        when=f"{when}, à partir de {hour_in_words(entry.start)}",
        place=epm[1] or territory[1],
        url=f"{reverse('reseau:agenda_day')}?{address}",
    )


def places_by_key(epms: Iterable[int | None]) -> dict[int, tuple[str, str]]:
    """Return the slug and the name of each place. One query, none without a place."""
    places = EPM.objects.filter(pk__in={epm for epm in epms if epm}).order_by()
    return {key: (slug, name) for key, slug, name in places.values_list("pk", "slug", "name")}


def when_in_words(entry: Entry, date: AgendaDate) -> str:
    """« Lundi 9 mars, 9 h », « Du lundi 9 au mercredi 18 mars », « Lundi 9 mars, toute la journée »."""
    first = day_in_full(entry.day, "l j F")
    if entry.day == entry.last:
        return f"{first.capitalize()}, {date.hour or 'toute la journée'}"
    hour = f", {date.hour}," if date.hour else ""
    return f"Du {first}{hour} au {day_in_full(entry.last, 'l j F')}"
