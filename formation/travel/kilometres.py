"""Kilometres driven to trainings: who comes from far to a session, what a year costs each animator and territory.

All are estimates (`formation.distance`): from the EPM of the main position of that day, there and back each day.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from formation.attendance.models.attendance import Attendance
from formation.distance import FAR_KM, Point, place_of, point_of, road_kilometres
from formation.enrolment.models.enrolment import Enrolment
from formation.sessions.models.session import Session
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.places.models.commune import Territory


@dataclass(frozen=True, slots=True)
class Traveller:
    """Somebody who has a place in a session, and the kilometres one way from her EPM."""

    member: Member
    start: str
    kilometres: int

    @property
    def is_far(self) -> bool:
        return self.kilometres >= FAR_KM


@dataclass(slots=True)
class YearOfTravel:
    """What a member drove in a year, round trips added up; `territory` is that of her latest position of the year."""

    member_id: int
    territory_id: int | None = None
    kilometres: float = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class TerritoryTravel:
    """`total` of the people of a territory who came to a training in the year, and their `median`."""

    territory: Territory
    people: int
    total: int
    median: int


@dataclass(slots=True)
class Starts:
    """Where each member starts from on a day: the EPM of her main position then. One query, however many members."""

    positions: dict[int, list[Position]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, member_ids: Iterable[int]) -> "Starts":
        starts = cls()
        held = Position.objects.filter(member__in=set(member_ids), epm__isnull=False).main_first()
        for position in held.select_related("epm__commune").only(
            "member", "start", "end", "epm__name", "epm__latitude", "epm__longitude", "epm__commune__territory"
        ):
            starts.positions[position.member_id].append(position)
        return starts

    def on(self, member_id: int, day: datetime.date) -> Position | None:
        held = self.positions.get(member_id, ())
        return next((one for one in held if one.start <= day and (one.end is None or one.end >= day)), None)


def travellers(session: Session, enrolments: Iterable[Enrolment], day: datetime.date) -> list[Traveller]:
    """Who has a place and how far she comes from, the farthest first; nobody travels to a session at a distance."""
    end, enrolments = point_of(session), list(enrolments)
    if end is None:
        return []
    starts, found = Starts.of(one.member_id for one in enrolments), []
    for enrolment in enrolments:
        position = starts.on(enrolment.member_id, day)
        if position:
            kilometres = round(road_kilometres(place_of(position.epm), end))
            found.append(Traveller(enrolment.member, position.epm.name, kilometres))
    return sorted(found, key=lambda one: (-one.kilometres, one.member.search_name, one.member.pk))


def year_of_travel(year: int, *, starts: Starts | None = None) -> list[YearOfTravel]:
    """What each member drove to the days she attended in `year`. Two queries, one with the `starts` of them all."""
    days, found = _attended_days(year, None), {}
    starts = starts or Starts.of(who for who, _ in days)
    for (who, day), ends in sorted(days.items()):
        _drive(found.setdefault(who, YearOfTravel(who)), starts.on(who, day), ends)
    return [travel for travel in found.values() if travel.days]


def travel_of(member: Member) -> list[tuple[int, YearOfTravel]]:
    """What `member` drove, year by year, the latest first. Two queries."""
    days = _attended_days(None, member)
    starts, years = Starts.of([member.pk]), {}
    for (who, day), ends in sorted(days.items(), reverse=True):
        _drive(years.setdefault(day.year, YearOfTravel(who)), starts.on(who, day), ends)
    return [(year, travel) for year, travel in years.items() if travel.days]


def travel_by_territory(travels: Iterable[YearOfTravel], territories: Iterable[Territory]) -> list[TerritoryTravel]:
    """Territories in their order; one without anybody counts zero."""
    driven = defaultdict(list)
    for one in travels:
        driven[one.territory_id].append(one.kilometres)
    return [
        TerritoryTravel(
            territory,
            people=len(driven[territory.pk]),
            total=round(sum(driven[territory.pk])),
            median=round(median(driven[territory.pk])) if driven[territory.pk] else 0,
        )
        for territory in territories
    ]


def _drive(travel: YearOfTravel, position: Position | None, ends: set[Point]) -> None:
    """Adds a day; nothing for who started from no EPM that day."""
    if position is not None:
        travel.territory_id = position.epm.commune.territory_id
        travel.days += 1
        travel.kilometres += sum(2 * road_kilometres(place_of(position.epm), end) for end in ends)


def _attended_days(year: int | None, member: Member | None) -> dict[tuple[int, datetime.date], set[Point]]:
    """Where each member was on each day, of a year and of a member if given; one drive to each place."""
    present = Attendance.objects.present().order_by()
    if year is not None:
        present = present.filter(half_day__date__year=year)
    if member is not None:
        present = present.filter(enrolment__member=member)
    session = "half_day__session__"
    columns = (
        f"{session}epm__latitude",
        f"{session}epm__longitude",
        f"{session}commune__town_hall_latitude",
        f"{session}commune__town_hall_longitude",
    )
    days = defaultdict(set)
    for who, day, *where in present.values_list("enrolment__member", "half_day__date", *columns).distinct():
        latitude, longitude = where[:2] if where[0] is not None else where[2:]
        if latitude is not None:
            days[who, day].add(Point(latitude, longitude))
    return days
