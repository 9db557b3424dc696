"""Drives of a volunteer to trainings: to a coming session, and on the days attended in a year.

Kilometres are an estimate (`formation.sessions.distance`), there and back each day, from the EPM of the main position
on that day, if it is held as a volunteer.
"""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Subquery

from formation.offer.annual_plan.models import AnnualPlan
from formation.proof.travel.models import Mission
from formation.proof.travel.rates import CENT, rate_table_on
from formation.sessions.distance import Point, place_of, point_of, road_kilometres
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.enums import Contract
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM

# Columns of a main position that tell whether its holder drives as a volunteer.
MAIN = ("contract", "epm_id", "start", "end")


@dataclass(frozen=True, slots=True)
class Volunteering:
    """All positions of a member, main role first. One query."""

    positions: tuple[Position, ...]

    @classmethod
    def of(cls, member: Member) -> "Volunteering":
        return cls(tuple(Position.objects.filter(member=member).main_first().with_place()))

    def on(self, day: datetime.date) -> Position | None:
        """Return the main position on `day`, if it is held as a volunteer in an EPM."""
        main = next((position for position in self.positions if position.start <= day <= (position.end or day)), None)
        return main if main and main.contract == Contract.VOLUNTEER and main.epm_id else None

    @classmethod
    def today(cls, member: Member) -> "Volunteering":
        """Return the present positions. No query for the user, nor for a member of `with_main_position`."""
        if not hasattr(member, "main_held"):
            return cls(tuple(member.live_positions))
        columns = {name: getattr(member, f"main_{name}") for name in MAIN}
        return cls((Position(member=member, **columns),) if member.main_held else ())


def with_main_position(members):
    """Annotate the columns that `Volunteering.today` reads."""
    main = Position.objects.live().filter(member=OuterRef("pk")).main_first()
    columns = {f"main_{name}": Subquery(main.values(name)[:1]) for name in MAIN}
    return members.annotate(main_held=Exists(main), **columns)


@dataclass(frozen=True, slots=True)
class Drive:
    """A round trip on a day. `session`: that of the first training; `mission`: what was said of the journey before."""

    day: datetime.date
    session: Session
    position: Position
    titles: tuple[str, ...]
    kilometres: int
    mission: Mission | None = None

    @property
    def start(self) -> str:
        return self.position.epm.name


def round_trip(epm: EPM, end: Point) -> int:
    """Kilometres there and back, rounded."""
    return round(2 * road_kilometres(place_of(epm), end))


def drives_to_come(session: Session, volunteering: Volunteering) -> list[Drive]:
    """Drives to a session whose half-days are loaded; empty if it is remote, or without a volunteer position."""
    days = sorted({half_day.date for half_day in session.half_days.all()})
    return _drives([(day, session) for day in days], volunteering, {})


def drives_of(member: Member, volunteering: Volunteering, year: int | None = None) -> list[Drive]:
    """Drives on days proven by closed attendances, of `year` or of all years, earliest first. Two queries.

    Two trainings on one day in one place are one drive. The kilometres of a mission stand in place of the estimate; a
    journey that was not made in one's own car is not refunded, so it is left out.
    """
    attended = {"attendances__is_present": True, "attendances__enrolment__member": member}
    half_days = HalfDay.objects.filter(closed_at__isnull=False, **attended).order_by("date", "start")
    if year is not None:
        half_days = half_days.of_year(year)
    half_days = half_days.select_related("session__training", "session__epm__commune", "session__commune")
    visits = [(half_day.date, half_day.session) for half_day in half_days]
    return _drives(visits, volunteering, Mission.objects.of(member) if visits else {})


def amounts(drives: Sequence[Drive], rate: Decimal | None) -> list[Decimal | None]:
    """Return the amount of each drive in euros, earliest first, kilometres adding up within each year.

    By `rate`, if the département decided one; else by the table of the day and the power that the mission says, None
    where one of them is unknown.
    """
    if rate is not None:
        return [(drive.kilometres * rate).quantize(CENT) for drive in drives]
    rows, driven = [], Counter()
    for drive in drives:
        table, before = rate_table_on(drive.day), driven[drive.day.year]
        driven[drive.day.year] += drive.kilometres
        is_known = table is not None and drive.mission is not None
        rows.append(table.euros(drive.mission.power, before=before, kilometres=drive.kilometres) if is_known else None)
    return rows


def rate_of(year: int) -> Decimal | None:
    """Euros for a kilometre, as the coordination set it for that year, or None."""
    return AnnualPlan.objects.of_year(year).mileage_rate


def _drives(
    visits: list[tuple[datetime.date, Session]], volunteering: Volunteering, missions: dict[int, Mission]
) -> list[Drive]:
    """Drives of at least one kilometre: a training in one's own EPM is none."""
    drives: dict[tuple[datetime.date, Point], Drive] = {}
    for day, session in visits:
        end, position = point_of(session), volunteering.on(day)
        if end is None or position is None:
            continue
        mission = missions.get(session.pk)
        kilometres = mission.kilometres if mission else round_trip(position.epm, end)
        if not kilometres or (mission and not mission.is_refunded):
            continue
        previous_drive = drives.get((day, end))
        titles = dict.fromkeys([*(previous_drive.titles if previous_drive else ()), session.training.title])
        first_session = previous_drive.session if previous_drive else session
        if previous_drive:
            kilometres, mission = previous_drive.kilometres, previous_drive.mission
        drives[day, end] = Drive(day, first_session, position, tuple(titles), kilometres, mission)
    return list(drives.values())
