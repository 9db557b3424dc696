"""The next dates of a territory, counted by kind as its agenda lists them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from reseau.calendar.agenda.dates import Narrowing, entries_between
from reseau.calendar.agenda.month import last_coming_day
from reseau.calendar.agenda.registry import AgendaKind, Entry, sources
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.texts.wording import hour_in_words


@dataclass(frozen=True, slots=True)
class ComingKind:
    """How many dates of one kind come, the first of them and its hour, if it has one.

    `url`: the agenda that lists them.
    """

    source: AgendaKind
    count: int
    first: datetime.date
    hour: str
    url: str

    @property
    def words(self) -> str:
        return (self.source.label_plural if self.count > 1 else self.source.label).lower()


@dataclass(frozen=True, slots=True)
class ComingDates:
    """`until`: the last day of the list, included. `url`: the whole agenda of the territory."""

    kinds: Sequence[ComingKind]
    until: datetime.date
    url: str


def _hour_of(entry: Entry, today: datetime.date) -> str:
    """Return « 9 h »; empty for what began before today, or takes whole days."""
    is_whole = entry.start == datetime.time.min or entry.day < today
    return "" if is_whole else hour_in_words(entry.start)


def coming_dates(user: Member, territory: Territory, today: datetime.date) -> ComingDates:
    """Count the dates of the territory that `user` may see, the kind of the nearest first. One query."""
    until, agenda = last_coming_day(today), reverse("reseau:agenda")
    narrowing = Narrowing(territory=territory.pk)
    entries = [entry for entry in entries_between(user, today, until) if narrowing.keeps(entry)]
    kinds = []
    for source in sources():
        own = [entry for entry in entries if entry.kind == source.kind]
        if own:
            url = f"{agenda}?territoire={territory.slug}&genre={source.kind}"
            kinds.append(
                ComingKind(
                    source, sum(entry.count for entry in own), max(own[0].day, today), _hour_of(own[0], today), url
                )
            )
    kinds.sort(key=lambda kind: kind.first)
    return ComingDates(kinds, until, f"{agenda}?territoire={territory.slug}")
