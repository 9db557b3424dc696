"""What a figure is about: some territories or the whole network, from one day to another."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone

from reseau.calendar.days import midnight
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Territory
from reseau.texts.elision import of_place
from reseau.texts.wording import day_in_full, join_words

MONTHS = 12
NETWORK = "Tout le réseau"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: datetime.date
    last: datetime.date

    @property
    def a_year_before(self) -> "Period":
        return Period(_a_year_before(self.first), _a_year_before(self.last))

    @property
    def months(self) -> list[datetime.date]:
        """The first day of each month of the period."""
        first, count = self.first, (self.last.year - self.first.year) * MONTHS + self.last.month - self.first.month + 1
        return [
            datetime.date(first.year + (first.month - 1 + rank) // MONTHS, (first.month - 1 + rank) % MONTHS + 1, 1)
            for rank in range(count)
        ]

    def __str__(self) -> str:
        """« 2025 », « décembre 2025 à novembre 2026 », « du 3 mars 2026 au 4 avril 2026 »."""
        if self == whole_year(self.first.year):
            return str(self.first.year)
        starts_month = self.first.day == 1
        ends_month = self.last == timezone.localdate() or (self.last + datetime.timedelta(days=1)).day == 1
        if starts_month and ends_month:
            first, last = (day_in_full(day, "F Y") for day in (self.first, self.last))
            return first if first == last else f"{first} à {last}"
        return f"du {day_in_full(self.first, 'j F Y')} au {day_in_full(self.last, 'j F Y')}"


def _a_year_before(day: datetime.date) -> datetime.date:
    """Return the same day of the year before, 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def whole_year(year: int) -> Period:
    return Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31))


def year_so_far(year: int, today: datetime.date) -> Period:
    """Return the year, up to `today` if it has not ended: it compares with the same days of the year before."""
    whole = whole_year(year)
    return Period(whole.first, today) if whole.first <= today <= whole.last else whole


def last_twelve_months(today: datetime.date) -> Period:
    """Return this month up to `today`, and the eleven months before it."""
    months_before = today.year * MONTHS + today.month - MONTHS
    return Period(datetime.date(months_before // MONTHS, months_before % MONTHS + 1, 1), today)


def month_of(first_day: datetime.date) -> Period:
    """Return the month that begins on `first_day`."""
    next_month = (first_day + datetime.timedelta(days=31)).replace(day=1)
    return Period(first_day, next_month - datetime.timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Scope:
    """`territories`: None for the whole network. `domain`: the code of a domain of skills, for workshops alone."""

    period: Period
    territories: tuple[Territory, ...] | None = None
    domain: str = ""

    def within(self, *paths: str) -> Q:
        """Return the condition that one of these paths to a territory leads to one of the scope."""
        if self.territories is None:
            return Q()
        condition = Q()
        for path in paths:
            condition |= Q(**{f"{path}__in": self.territory_ids})
        return condition

    def worked_by(self, path: str = "pk") -> Q:
        """Return the condition on the key of a member: they work in the scope today."""
        if self.territories is None:
            return Q()
        positions = Position.objects.live().in_territories(self.territory_ids)
        return Q(**{f"{path}__in": positions.values("member")})

    def days(self, column: str) -> Q:
        """Return the condition that a date is in the period."""
        return Q(**{f"{column}__gte": self.period.first, f"{column}__lte": self.period.last})

    def moments(self, column: str) -> Q:
        """Return the condition that a moment is in the period, in local time."""
        start, end = midnight(self.period.first), midnight(self.period.last + datetime.timedelta(days=1))
        return Q(**{f"{column}__gte": start, f"{column}__lt": end})

    @property
    def territory_ids(self) -> list[int]:
        return [territory.pk for territory in self.territories or ()]

    @property
    def place(self) -> str:
        """« Tout le réseau », « Territoire de Figeac »."""
        if self.territories is None:
            return NETWORK
        names = [of_place(territory.name) for territory in self.territories]
        return f"Territoire{'s' if len(names) > 1 else ''} {join_words(names)}" if names else ""

    @property
    def query(self) -> str:
        """The scope in an address."""
        places = [("lieu", territory.slug) for territory in self.territories or ()]
        return urlencode([*places, *self._period_query, *([("domaine", self.domain)] if self.domain else [])])

    @property
    def _period_query(self) -> list[tuple[str, object]]:
        """Return nothing for the last twelve months, a year, or two days."""
        today, period = timezone.localdate(), self.period
        if period == last_twelve_months(today):
            return []
        if period == year_so_far(period.first.year, today):
            return [("annee", period.first.year)]
        return [("du", period.first.isoformat()), ("au", period.last.isoformat())]

    def during(self, period: Period) -> "Scope":
        return replace(self, period=period)

    def only(self, territory: Territory) -> "Scope":
        return replace(self, territories=(territory,))

    def about(self, domain: str) -> "Scope":
        return replace(self, domain=domain)


def chosen_territories(
    slugs: Iterable[str], readable: Iterable[Territory], *, is_whole: bool
) -> tuple[Territory, ...] | None:
    """Return the territories of `readable` with these slugs; without any, None if `is_whole`, otherwise all of them."""
    wanted, territories = set(slugs), tuple(readable)
    return tuple(territory for territory in territories if territory.slug in wanted) or (
        None if is_whole else territories
    )
