"""Kilometres driven to trainings: by participants of a session, by members and territories in a year.

All are estimates (`formation.sessions.distance`), there and back each day, from the EPM of the main position on that
day.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from statistics import median

from django.db.models import F, Q, QuerySet

from formation.proof.attendance.models.attendance import Attendance
from formation.sessions.distance import FAR_KM, Point, point_of, road_kilometres
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.session import Session
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Territory
from reseau.web.queries.cached_query import CachedQuery

# The main role first, as in `PositionQuerySet.main_first`.
ROLE_RANKS = {role.value: rank for rank, role in enumerate(Role)}


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


@dataclass(frozen=True, slots=True)
class Workplace:
    """An EPM where a member works from `start` to `end`, both included; None: still today."""

    member_id: int
    start: datetime.date
    end: datetime.date | None
    epm_id: int
    name: str
    territory_id: int
    point: Point


def workplaces(members: Iterable[int]) -> QuerySet[Position]:
    """Return the positions of these members in EPM, main role first, as rows of what a `Workplace` holds."""
    positions = Position.objects.filter(member__in=members, epm__isnull=False).main_first()
    columns = ("member", "start", "end", "epm", "epm__name", "epm__commune__territory")
    return positions.values_list(*columns, "epm__latitude", "epm__longitude")


@dataclass(slots=True)
class StartingPoints:
    """Where each member starts from: the EPM of their main position on a day. One query, however many members."""

    workplaces: dict[int, list[Workplace]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, member_ids: Iterable[int]) -> "StartingPoints":
        starts = cls()
        for *columns, latitude, longitude in workplaces(member_ids):
            workplace = Workplace(*columns, Point(latitude, longitude))
            starts.workplaces[workplace.member_id].append(workplace)
        return starts

    def on(self, member_id: int, day: datetime.date) -> Workplace | None:
        workplaces = self.workplaces.get(member_id, ())
        return next((each for each in workplaces if each.start <= day <= (each.end or day)), None)


def travellers(session: Session, enrolments: Iterable[Enrolment], day: datetime.date) -> list[Traveller]:
    """List participants with their distance, farthest first. Empty for a remote session."""
    end, enrolments = point_of(session), list(enrolments)
    if end is None:
        return []
    starts, rows = StartingPoints.of(enrolment.member_id for enrolment in enrolments), []
    for enrolment in enrolments:
        if workplace := starts.on(enrolment.member_id, day):
            kilometres = round(road_kilometres(workplace.point, end))
            rows.append(Traveller(enrolment.member, workplace.name, kilometres))
    return sorted(
        rows, key=lambda traveller: (-traveller.kilometres, traveller.member.search_name, traveller.member.pk)
    )


def year_of_travel(year: int) -> list[YearOfTravel]:
    """Kilometres of each member to the days they attended in `year`. One query, kept until what it reads changes."""
    return [travel for _, travel in TRAVELS.rows(year=year, member=None)]


def travel_of(member: Member) -> list[tuple[int, YearOfTravel]]:
    """Kilometres of `member`, year by year, latest first. One query, kept until what it reads changes."""
    return sorted(TRAVELS.rows(year=None, member=member.pk), key=itemgetter(0), reverse=True)


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


def _journeys(year: int | None, member: int | None) -> QuerySet:
    """Who was present when and where, beside each EPM where they worked that day: from what `_travels` reads."""
    positions, date = "enrolment__member__positions__", F("half_day__date")
    worked = Q(**{f"{positions}end": None}) | Q(**{f"{positions}end__gte": date})
    worked &= Q(**{f"{positions}epm__isnull": False, f"{positions}start__lte": date})
    presences = Attendance.objects.present().filter(worked).order_by()
    if year is not None:
        presences = presences.filter(half_day__date__year=year)
    if member is not None:
        presences = presences.filter(enrolment__member=member)
    session = "half_day__session__"
    return presences.values_list(
        "enrolment__member",
        "half_day__date",
        f"{session}epm__latitude",
        f"{session}epm__longitude",
        f"{session}commune__town_hall_latitude",
        f"{session}commune__town_hall_longitude",
        *(f"{positions}{name}" for name in ("role", "start", "pk", "epm__commune__territory")),
        f"{positions}epm__latitude",
        f"{positions}epm__longitude",
    ).distinct()


def _travels(rows: Iterable[tuple]) -> list[tuple[int, YearOfTravel]]:
    """Return year and travels of each member from rows of `_journeys`. Each place counts once a day."""
    ends, starts = defaultdict(set), {}
    for member, day, *end, role, since, position, territory, latitude, longitude in rows:
        end_latitude, end_longitude = end[:2] if end[0] is not None else end[2:]
        if end_latitude is None:
            continue
        ends[day, member].add(Point(end_latitude, end_longitude))
        start = (ROLE_RANKS[role], since, position), territory, Point(latitude, longitude)
        starts[day, member] = min(starts.get((day, member), start), start, key=itemgetter(0))
    travels: dict[tuple[int, int], YearOfTravel] = {}
    for day, member in sorted(ends):
        _, territory, home = starts[day, member]
        travel = travels.setdefault((day.year, member), YearOfTravel(member))
        travel.territory_id = territory
        travel.days += 1
        travel.kilometres += sum(2 * road_kilometres(home, end) for end in ends[day, member])
    return [(year, travel) for (year, _), travel in travels.items()]


TRAVELS = CachedQuery(_journeys, shape=["year"], then=_travels)
