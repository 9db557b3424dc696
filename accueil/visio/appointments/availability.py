"""What is free at a place for a service: its open slots, less what rooms, desks and the team are taken by."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import FilteredRelation, Q
from django.utils import timezone

from accueil.visio.appointments.free_starts import FreeStart, SlotOpening, TakenQuarters, free_starts
from accueil.visio.appointments.models import QUARTERS_IN_A_DAY, Appointment, AppointmentQuarter
from accueil.visio.partners.models import QUARTER, PartnerService
from accueil.visio.rooms.models import VisioDesk
from accueil.visio.slots.models import SlotDay
from accueil.visio.slots.slot_days import minutes_of, place_is_open
from formation.enums import DayPart
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from reseau.places.opening_hours.holidays import holiday_of
from reseau.places.opening_hours.parsing import dated_rules

# Who trains for a half-day is away for all of it, road included. 13 h is the quarter 52, 18 h the quarter 72.
TRAINING_QUARTERS = {
    DayPart.MORNING: range(52),
    DayPart.AFTERNOON: range(48, 72),
    DayPart.EVENING: range(68, QUARTERS_IN_A_DAY),
}


@dataclass(frozen=True, slots=True)
class FreeDay:
    """A day with its free starts."""

    day: datetime.date
    starts: list[FreeStart]

    @property
    def times(self) -> list[datetime.time]:
        return [time_of(start.quarter) for start in self.starts]


def time_of(quarter: int) -> datetime.time:
    return datetime.time(*divmod(quarter * QUARTER, 60))


def quarter_of(time: datetime.time) -> int:
    """Return the quarter in which a moment of the day is."""
    return minutes_of(time) // QUARTER


def free_days(
    *,
    epm: EPM,
    service: PartnerService,
    since: datetime.date,
    until: datetime.date,
    notice: datetime.timedelta,
    minutes: int | None = None,
    besides: Appointment | None = None,
    prefer: Member | None = None,
    without: int | None = None,
) -> list[FreeDay]:
    """Return the days between `since` and `until`, both included, that have a free start. Four queries.

    `notice`: how long from now at least. `minutes`: those of the service, unless another length was booked. `besides`:
    an appointment that moves, whose quarters are free for itself. `prefer`: who welcomes if they are free; `without`:
    the key of a member who does not.
    """
    openings = _openings(epm, service, since, until)
    if not openings:
        return []
    desks = list(VisioDesk.objects.filter(epm=epm, is_in_service=True).values_list("pk", flat=True))
    team, training = _team(epm, since, until)
    taken = _taken(epm, {member for member, *_ in team}, since, until, besides)
    for day, member, part in training:
        taken[day].members.setdefault(member, set()).update(TRAINING_QUARTERS[DayPart(part)])
    earliest = timezone.localtime(timezone.now() + notice)
    days = []
    for day in sorted(day for day in openings if day >= earliest.date()):
        present = {member for member, start, end in team if start <= day and (end is None or end >= day)} - {without}
        starts = free_starts(
            openings=openings[day],
            length=(minutes or service.minutes) // QUARTER,
            desks=desks,
            members=_by_preference(present, taken[day], prefer),
            taken=taken[day],
            earliest=_first_quarter(earliest) if day == earliest.date() else 0,
        )
        days.append(FreeDay(day, starts))
    return [free for free in days if free.starts]


def _openings(
    epm: EPM, service: PartnerService, since: datetime.date, until: datetime.date
) -> dict[datetime.date, list[SlotOpening]]:
    """Return the slots of each day, but those that a closure written since then leaves shut. One query."""
    rows = SlotDay.objects.bookable().filter(day__range=(since, until), slot__partner=service.partner_id)
    openings: dict[datetime.date, list[SlotOpening]] = defaultdict(list)
    exceptions = dated_rules(epm.opening_hours)
    for row in rows.filter(slot__room__epm=epm).select_related("slot"):
        slot = row.slot
        if place_is_open(row.day, slot.begins, slot.ends, exceptions) and not holiday_of(row.day):
            bounds = minutes_of(slot.begins) // QUARTER, minutes_of(slot.ends) // QUARTER
            openings[row.day].append(SlotOpening(slot.pk, slot.room_id, *bounds))
    return openings


def _first_quarter(moment: datetime.datetime) -> int:
    """Return the first quarter that begins at this moment or later."""
    minutes = moment.hour * 60 + moment.minute + bool(moment.second or moment.microsecond)
    return -(-minutes // QUARTER)


def _by_preference(present: set[int], taken: TakenQuarters, prefer: Member | None) -> list[int]:
    """Sort who is there: the preferred one, then those who have the fewest quarters taken that day."""
    load = Counter({member: len(taken.members.get(member, ())) for member in present})
    preferred = prefer.pk if prefer else None
    return sorted(present, key=lambda member: (member != preferred, load[member], member))


def _team(epm: EPM, since: datetime.date, until: datetime.date) -> tuple[set[tuple], set[tuple]]:
    """Return the team (member, start, end) and its half-days of training (day, member, part). One query."""
    rows = Position.objects.unfinished(since).filter(epm=epm, start__lte=until, member__is_active=True).order_by()
    half_days = FilteredRelation("member__occupancies", condition=Q(member__occupancies__date__range=(since, until)))
    team, training = set(), set()
    for member, start, end, day, part in rows.annotate(busy=half_days).values_list(
        "member", "start", "end", "busy__date", "busy__part"
    ):
        team.add((member, start, end))
        if day:
            training.add((day, member, part))
    return team, training


def _taken(
    epm: EPM, members: set[int], since: datetime.date, until: datetime.date, besides: Appointment | None
) -> dict[datetime.date, TakenQuarters]:
    """Return what appointments take each day. One query."""
    taken: dict[datetime.date, TakenQuarters] = defaultdict(TakenQuarters)
    rows = AppointmentQuarter.objects.filter(Q(room__epm=epm) | Q(desk__epm=epm) | Q(welcomed_by__in=members))
    rows = rows.filter(day__range=(since, until)).order_by()
    if besides:
        rows = rows.exclude(appointment=besides)
    for day, quarter, room, desk, member in rows.values_list("day", "quarter", "room", "desk", "welcomed_by"):
        taken[day].rooms.setdefault(room, set()).add(quarter)
        taken[day].desks.setdefault(desk, set()).add(quarter)
        taken[day].members.setdefault(member, set()).add(quarter)
    return taken
