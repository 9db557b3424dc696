"""Video desks of the demo: partners, eight places of which six are cyber-bases, their slots, a year of appointments.

Appointments are written in a few statements: the rules of a booking are those of the tests.
"""

import datetime
import random
from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.text import slugify

from accueil.visio.appointments.availability import time_of
from accueil.visio.appointments.enums import HOLDING, AppointmentState, BookedBy
from accueil.visio.appointments.models import KEPT, Appointment, AppointmentQuarter
from accueil.visio.partners.enums import PartnerState
from accueil.visio.partners.models import QUARTER, InterviewMotive, Partner, PartnerOffice, PartnerService
from accueil.visio.rooms.models import VisioDesk, VisioRoom
from accueil.visio.slots.models import OpeningSlot
from accueil.visio.slots.services import refresh_all_days
from accueil.visio.slots.slot_days import minutes_of, open_days
from extranet.demo.content import read_file
from formation.sessions.models.occupancy import Occupancy
from reseau.enums import EPMKind
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM

CYBERBASES, SERVICES = 6, 2
MORNING, AFTERNOON = (datetime.time(9), datetime.time(12)), (datetime.time(14), datetime.time(17))
# Days of a place, and how many partners it receives.
HALF_DAYS = ((1, MORNING), (3, AFTERNOON), (4, MORNING))


def build_visio(*, epms: Sequence[EPM]) -> None:
    """Build partners, rooms, desks and slots that opened a year ago; `epms` in the order of their communes' size."""
    content = read_file("visio")
    InterviewMotive.objects.bulk_create([InterviewMotive(words=words) for words in content["motives"]])
    partners = [_partner(row) for row in content["partner"]]
    points = list(_points(epms))
    rooms = VisioRoom.objects.bulk_create(
        [
            VisioRoom(epm=epm, name="Bureau fermé", is_confidential=True, is_accessible=epm.is_accessible)
            for epm in points
        ]
    )
    VisioDesk.objects.bulk_create([VisioDesk(epm=epm, name="Visio 1", has_scanner=True) for epm in points])
    VisioRoom.objects.create(epm=points[0], name="Coin des associations", is_open=False)
    received = [partner for partner in partners if partner.is_open]
    OpeningSlot.objects.bulk_create(
        _slot(room, received[(rank * 2 + number) % len(received)], weekday, hours)
        for rank, room in enumerate(rooms)
        for number, (weekday, hours) in enumerate(HALF_DAYS)
    )
    refresh_all_days()


def _points(epms: Sequence[EPM]) -> Iterator[EPM]:
    """Yield six cyber-bases and two houses of services, the first ones."""
    left = {EPMKind.CYBERBASE: CYBERBASES, EPMKind.SERVICES: SERVICES}
    for epm in epms:
        if left.get(epm.kind):
            left[epm.kind] -= 1
            yield epm


def _partner(row: dict) -> Partner:
    services, offices = row.get("services", ()), row.get("offices", ())
    slug = slugify(row["short_name"])
    partner = Partner.objects.create(
        short_name=row["short_name"],
        name=row["name"],
        slug=slug,
        presentation=row.get("presentation", ""),
        advice=row.get("advice", ""),
        email=f"{slug}@example.org",
        state=PartnerState.OPEN if services else PartnerState.COMING,
    )
    PartnerService.objects.bulk_create(
        PartnerService(partner=partner, name=name, minutes=minutes) for name, minutes in services
    )
    PartnerOffice.objects.bulk_create(PartnerOffice(partner=partner, commune_id=code) for code in offices)
    return partner


def _slot(room: VisioRoom, partner: Partner, weekday: int, hours: tuple[datetime.time, datetime.time]) -> OpeningSlot:
    a_year_ago = timezone.localdate() - datetime.timedelta(days=365)
    return OpeningSlot(
        room=room,
        partner=partner,
        weekday=weekday,
        begins=hours[0],
        ends=hours[1],
        first_day=a_year_ago + datetime.timedelta(days=(weekday - a_year_ago.weekday()) % 7),
        link=f"https://visio.example.org/{partner.slug}-{room.epm.slug}",
    )


A_YEAR, AHEAD = datetime.timedelta(days=365), datetime.timedelta(days=21)
SUMMER = (7, 8)
STATES = [AppointmentState.SEEN] * 16 + [AppointmentState.NO_SHOW, AppointmentState.EXCUSED] * 2
DOORS = [BookedBy.TEAM] * 7 + [BookedBy.PERSON] * 2 + [BookedBy.PARTNER]
# The latest ones wait for their outcome.
TO_NOTE = datetime.timedelta(days=3)
# Of the days on which a slot is open, how many have an appointment.
SHARE, SUMMER_SHARE = 0.26, 0.1


def build_appointments(*, draw: random.Random) -> None:
    """Build appointments of a year, and those of the next three weeks."""
    builder = _Builder(draw)
    appointments = Appointment.objects.bulk_create(builder.appointments(), batch_size=500)
    AppointmentQuarter.objects.bulk_create(
        [
            AppointmentQuarter(
                appointment=each,
                day=each.day,
                quarter=quarter,
                room_id=each.room_id,
                desk_id=each.desk_id,
                welcomed_by_id=each.welcomed_by_id,
            )
            for each in appointments
            if each.state in HOLDING and each.name
            for quarter in each.quarters
        ],
        batch_size=500,
    )


class _Builder:
    """What appointments are made of, read once."""

    def __init__(self, draw: random.Random) -> None:
        self.draw, self.today = draw, timezone.localdate()
        self.first_names = read_file("people")["first_names"]
        self.motives = list(InterviewMotive.objects.order_by("pk"))
        self.communes = list(Commune.objects.order_by("insee_code"))
        self.slots = list(OpeningSlot.objects.with_place().order_by("pk"))
        self.services: dict[int, list[PartnerService]] = {}
        for service in PartnerService.objects.order_by("pk"):
            self.services.setdefault(service.partner_id, []).append(service)
        self.desks = {desk.epm_id: desk for desk in VisioDesk.objects.order_by("-pk")}
        places = [slot.room.epm_id for slot in self.slots]
        self.teams: dict[int, list[int]] = {}
        for epm, member in Position.objects.live().filter(epm__in=places).order_by("pk").values_list("epm", "member"):
            self.teams.setdefault(epm, []).append(member)
        self.training = set(Occupancy.objects.filter(member__isnull=False).values_list("member", "date"))

    def appointments(self) -> Iterator[Appointment]:
        for slot in self.slots:
            days = open_days(
                weekday=slot.weekday,
                begins=slot.begins,
                ends=slot.ends,
                since=self.today - A_YEAR,
                until=self.today + AHEAD,
            )
            for day in days:
                share = SUMMER_SHARE if day.month in SUMMER else SHARE
                is_sure = day > self.today and slot.room.epm_id == self.slots[0].room.epm_id
                is_held = self.draw.random() < share or is_sure
                welcomers = [key for key in self.teams[slot.room.epm_id] if (key, day) not in self.training]
                if is_held and welcomers and day != self.today:
                    yield self.appointment(slot, day, welcomers[0])

    def appointment(self, slot: OpeningSlot, day: datetime.date, welcomer: int) -> Appointment:
        service = self.draw.choice(self.services[slot.partner_id])
        first, last = minutes_of(slot.begins) // QUARTER, minutes_of(slot.ends) // QUARTER
        length = service.minutes // QUARTER
        appointment = Appointment(
            partner_id=slot.partner_id,
            service=service,
            motive=self.draw.choice(self.motives),
            slot=slot,
            room=slot.room,
            desk=self.desks[slot.room.epm_id],
            welcomed_by_id=welcomer,
            day=day,
            begins=time_of(first + length * self.draw.randrange((last - first) // length)),
            minutes=service.minutes,
            booked_through=self.draw.choice(DOORS),
        )
        days_ago = max((self.today - day).days + 8, self.draw.randint(1, 6))
        appointment.booked = appointment.changed = timezone.now() - datetime.timedelta(days=days_ago)
        if day < self.today - TO_NOTE:
            self.end(appointment)
        if day >= self.today - KEPT:
            self.name(appointment)
        return appointment

    def end(self, appointment: Appointment) -> None:
        """Write what became of it. Kilometres are drawn as the service computes them, within those of the Lot."""
        appointment.state = self.draw.choice(STATES)
        if appointment.state == AppointmentState.SEEN:
            appointment.real_minutes = max(10, appointment.minutes + self.draw.choice([-10, -5, 0, 5, 10]))
            appointment.has_documents = self.draw.random() < 0.4
            appointment.kilometres = self.draw.choice([None, *range(18, 96, 6)])

    def name(self, appointment: Appointment) -> None:
        appointment.name = f"{self.draw.choice(self.first_names)} {self.draw.choice('ABCDFGLMPRTV')}."
        appointment.phone = f"05 36 49 {self.draw.randrange(100):02d} {self.draw.randrange(100):02d}"
        appointment.commune = self.draw.choice(self.communes)
