"""Meetings in the agenda, and the days on which a place is closed, which its opening hours tell."""

import datetime
from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.db.models import QuerySet

from reseau.calendar.agenda.models import Meeting, territory_of_meetings
from reseau.calendar.agenda.registry import AgendaDate, AgendaSource, ComputedSource, Entry
from reseau.calendar.days import midnight
from reseau.places.models.epm import EPM
from reseau.places.opening_hours.hours import ExceptionalHours
from reseau.places.opening_hours.parsing import dated_rules
from reseau.texts.wording import place_in_words
from reseau.web.queries.cached_query import CachedQuery


class MeetingDates(AgendaSource):
    kind = "reunion"
    label = "Réunion"
    label_plural = "Réunions"
    icon = "users"
    hue = "d5"
    model = Meeting
    territory = territory_of_meetings()

    def visible_to(self, user) -> QuerySet[Meeting]:
        return Meeting.objects.visible_to(user).kept()

    def with_joins(self, queryset: QuerySet[Meeting]) -> QuerySet[Meeting]:
        return queryset.with_place()

    def dates(self, rows: Iterable[Meeting]) -> Iterator[AgendaDate]:
        for meeting in rows:
            yield AgendaDate(
                source=self,
                name="meeting",
                key=meeting.pk,
                begins_at=meeting.begins_at,
                ends_at=meeting.ends_at,
                title=meeting.title,
                place=meeting.place,
                url=meeting.get_absolute_url(),
                changed=meeting.changed,
                details=meeting.whom,
            )


def places_with_dated_hours() -> QuerySet:
    """Return the open places whose hours name a year: exceptional days alone bear one."""
    places = EPM.objects.open().filter(opening_hours__regex=r"[0-9]{4} [A-Z]")
    return places.order_by("pk").values_list(*CLOSING_COLUMNS)


CLOSING_COLUMNS = (
    "pk", "opening_hours", "commune__territory", "name", "slug", "address", "commune__name", "updated_on", "checked_on",
)  # fmt: skip
PLACES = CachedQuery(places_with_dated_hours)
DAY_BEGINS, DAY_ENDS = datetime.time.min, datetime.time(23, 59)


def closing_entries(row: tuple, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
    """Yield the closures of a place from `first` to `last`, both included. `row`: its values of `CLOSING_COLUMNS`."""
    epm, expression, territory, *_ = row
    for each in closures_of(expression):
        if each.first <= last and each.last >= first:
            yield Entry(ClosingDates.kind, (row, each), each.first, DAY_BEGINS, territory, epm, each.last, DAY_ENDS)


@lru_cache(maxsize=4096)
def closures_of(expression: str) -> tuple[ExceptionalHours, ...]:
    return tuple(each for each in dated_rules(expression) if each.is_closure)


class ClosingDates(ComputedSource):
    """Closures that the team of a place announces. They are days, told by its hours: no row repeats them."""

    kind = "fermeture"
    label = "Fermeture"
    label_plural = "Fermetures"
    icon = "lock"
    hue = "d2"

    def entries(self, user, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
        """One query, kept. The key of an entry holds all that its date says."""
        for row in PLACES.rows():
            yield from closing_entries(row, first, last)

    def load(self, keys: Iterable[tuple]) -> dict[tuple, AgendaDate]:
        return {key: self._date(*key) for key in keys}

    def _date(self, row: tuple, closure: ExceptionalHours) -> AgendaDate:
        epm, _, _, name, slug, address, commune, updated, checked = row
        return AgendaDate(
            source=self,
            name="closing",
            key=f"{epm}-{closure.first.isoformat()}-{closure.last.isoformat()}",
            begins_at=midnight(closure.first),
            ends_at=midnight(closure.last + datetime.timedelta(days=1)),
            title=f"{name}\u00a0: fermé" + (f" ({closure.reason})" if closure.reason else ""),
            place=place_in_words(name, commune),
            address=place_in_words(name, commune, address),
            url=EPM(slug=slug).get_absolute_url(),
            changed=midnight(max(filter(None, (updated, checked)), default=closure.first)),
            is_whole_day=True,
        )


SOURCES = (MeetingDates(), ClosingDates())
