"""Kilometres driven to trainings: by participants of a session, by members and territories in a year.

All are estimates (`formation.distance`), there and back each day, from the EPM of the main position on that day.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from django.db.models import QuerySet

from formation.attendance.models.attendance import Attendance
from formation.distance import FAR_KM, Point, place_of, point_of, road_kilometres
from formation.enrolment.models.enrolment import Enrolment
from formation.sessions.models.session import Session
from reseau.compiled_queries.compiled_query import CompiledQuery
from reseau.compiled_queries.related_rows import few_lengths
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.places.models.commune import Territory


@dataclass(frozen=True, slots=True)
class Traveller:
    """A participant of a session, and the kilometres one way from their EPM."""

    member: Member
    start: str
    kilometres: int

    @property
    def is_far(self) -> bool:
        return self.kilometres >= FAR_KM


@dataclass(slots=True)
class YearOfTravel:
    """Round trips of a member in a year, in kilometres. `territory_id`: of their latest position of the year."""

    member_id: int
    territory_id: int | None = None
    kilometres: float = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class TerritoryTravel:
    """Kilometres of the people of a territory in the year: `total`, and `median` for each person."""

    territory: Territory
    people: int
    total: int
    median: int


def workplaces(members: tuple[int, ...]) -> QuerySet[Position]:
    """Positions of these members in EPM, main role first."""
    positions = Position.objects.filter(member__in=members, epm__isnull=False).main_first()
    return positions.select_related("epm__commune").only(
        "member", "start", "end", "epm__name", "epm__latitude", "epm__longitude", "epm__commune__territory"
    )


WORKPLACES = CompiledQuery(workplaces)


@dataclass(slots=True)
class StartingPoints:
    """Where each member starts from: the EPM of their main position on a day. One query, however many members."""

    positions: dict[int, list[Position]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, member_ids: Iterable[int]) -> "StartingPoints":
        starts = cls()
        for position in WORKPLACES.rows(members=few_lengths(member_ids)):
            starts.positions[position.member_id].append(position)
        return starts

    def on(self, member_id: int, day: datetime.date) -> Position | None:
        positions = self.positions.get(member_id, ())
        return next((position for position in positions if position.start <= day <= (position.end or day)), None)


def travellers(session: Session, enrolments: Iterable[Enrolment], day: datetime.date) -> list[Traveller]:
    """List participants with their distance, farthest first. Empty for a remote session."""
    end, enrolments = point_of(session), list(enrolments)
    if end is None:
        return []
    starts, rows = StartingPoints.of(enrolment.member_id for enrolment in enrolments), []
    for enrolment in enrolments:
        position = starts.on(enrolment.member_id, day)
        if position:
            kilometres = round(road_kilometres(place_of(position.epm), end))
            rows.append(Traveller(enrolment.member, position.epm.name, kilometres))
    return sorted(
        rows, key=lambda traveller: (-traveller.kilometres, traveller.member.search_name, traveller.member.pk)
    )


def year_of_travel(year: int, *, starts: StartingPoints | None = None) -> list[YearOfTravel]:
    """Kilometres of each member to the days they attended in `year`. Two queries; one if `starts` has all of them."""
    days, travels = _attended_days(year, None), {}
    starts = starts or StartingPoints.of(member_id for member_id, _ in days)
    for (member_id, day), ends in sorted(days.items()):
        _add_day(travels.setdefault(member_id, YearOfTravel(member_id)), starts.on(member_id, day), ends)
    return [travel for travel in travels.values() if travel.days]


def travel_of(member: Member) -> list[tuple[int, YearOfTravel]]:
    """Kilometres of `member`, year by year, latest first. Two queries."""
    days = _attended_days(None, member.pk)
    starts, years = StartingPoints.of([member.pk]), {}
    for (member_id, day), ends in sorted(days.items(), reverse=True):
        _add_day(years.setdefault(day.year, YearOfTravel(member_id)), starts.on(member_id, day), ends)
    return [(year, travel) for year, travel in years.items() if travel.days]


def travel_by_territory(travels: Iterable[YearOfTravel], territories: Iterable[Territory]) -> list[TerritoryTravel]:
    """Total by territory, in their order; zero for a territory without anybody."""
    kilometres = defaultdict(list)
    for travel in travels:
        kilometres[travel.territory_id].append(travel.kilometres)
    return [
        TerritoryTravel(
            territory,
            people=len(kilometres[territory.pk]),
            total=round(sum(kilometres[territory.pk])),
            median=round(median(kilometres[territory.pk])) if kilometres[territory.pk] else 0,
        )
        for territory in territories
    ]


def _add_day(travel: YearOfTravel, position: Position | None, ends: set[Point]) -> None:
    """Add a day; nothing for a member without an EPM that day."""
    if position is not None:
        travel.territory_id = position.epm.commune.territory_id
        travel.days += 1
        travel.kilometres += sum(2 * road_kilometres(place_of(position.epm), end) for end in ends)


def _attended_days(year: int | None, member: int | None) -> dict[tuple[int, datetime.date], set[Point]]:
    """Places where each member was on each day, optionally of one year or one member. Each place counts once a day."""
    days = defaultdict(set)
    for member_id, day, *coordinates in PRESENCES.rows(year=year, member=member):
        latitude, longitude = coordinates[:2] if coordinates[0] is not None else coordinates[2:]
        if latitude is not None:
            days[member_id, day].add(Point(latitude, longitude))
    return days


def _presences(year: int | None, member: int | None) -> QuerySet:
    """Who was present when, with the coordinates of the EPM and of the commune."""
    presences = Attendance.objects.present().order_by()
    if year is not None:
        presences = presences.filter(half_day__date__year=year)
    if member is not None:
        presences = presences.filter(enrolment__member=member)
    session = "half_day__session__"
    columns = (
        f"{session}epm__latitude",
        f"{session}epm__longitude",
        f"{session}commune__town_hall_latitude",
        f"{session}commune__town_hall_longitude",
    )
    return presences.values_list("enrolment__member", "half_day__date", *columns).distinct()


PRESENCES = CompiledQuery(_presences, shape=["year"])
