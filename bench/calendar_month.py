"""Separate process: the agenda of 110 places with 50,000 appointments by video, as JSON lines.

The appointments stand in a transaction that is undone. Inside it nothing is kept between two readings: each figure is
that of a first reading, the most that one costs. The same pages without them, read before, are the baseline.
"""

import datetime
import json
from collections.abc import Iterator
from itertools import cycle, islice

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accueil.visio.appointments.models import Appointment
from accueil.visio.partners.models import InterviewMotive, PartnerService
from accueil.visio.rooms.models import VisioDesk, VisioRoom
from accueil.visio.slots.models import OpeningSlot, SlotDay
from bench.page_counts import BACKEND, HOST
from bench.timing import milliseconds
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM

BOOKINGS, ROUNDS = 50_000, 3
QUARTERS_A_DAY = 32
NINE, NOON, FIVE = datetime.time(9), datetime.time(13), datetime.time(17)
QUARTER = datetime.timedelta(minutes=15)
PAGES = (("month", "/agenda/"), ("week", "/agenda/semaine/"), ("day", "/agenda/jour/"))
EVERYWHERE = "partout@example.org"
READERS = (
    ("animator", "animateur1@example.org"),
    ("coordinator", "coordination@example.org"),
    # Of the team of every place, as nobody is: all appointments are theirs to read, the most that a month may hold.
    ("everywhere", EVERYWHERE),
)


def main() -> None:
    """Print queries, bytes and milliseconds of each table of the agenda for each reader; `empty_ms`: before."""
    with transaction.atomic():
        work_everywhere()
        empty = {name: measured(client, path)["ms"] for name, client, path in readings()}
        places = [furnished(epm) for epm in EPM.objects.open().order_by("pk")]
        open_slots([room for room, _ in places])
        Appointment.objects.bulk_create(appointments(places), batch_size=2_000)
        for name, client, path in readings():
            line = {"name": f"agenda-{name}", **measured(client, path), "empty_ms": empty[name]}
            print(json.dumps(line), flush=True)
        transaction.set_rollback(True)


def readings() -> Iterator[tuple[str, Client, str]]:
    """Yield « month-full.animator », who reads, what."""
    for who, email in READERS:
        client = Client(headers={"host": HOST})
        client.force_login(Member.objects.get(email=email), backend=BACKEND)
        for page, path in PAGES:
            yield f"{page}-full.{who}", client, path


def measured(client: Client, path: str) -> dict:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    # Counted at once: the next request empties the log of statements.
    queries = len(captured)
    spent = min(milliseconds(client.get, path) for _ in range(ROUNDS))
    return {"sql": queries, "bytes": len(answer.content), "ms": spent}


def work_everywhere() -> None:
    member = Member.objects.create(email=EVERYWHERE, first_name="Camille", last_name="Partout")
    start = timezone.localdate()
    Position.objects.bulk_create(
        Position(member=member, role=Role.ANIMATOR, epm=epm, start=start) for epm in EPM.objects.open()
    )


def furnished(epm: EPM) -> tuple[VisioRoom, VisioDesk]:
    room = VisioRoom.objects.create(epm=epm, name="Essai", is_confidential=True)
    return room, VisioDesk.objects.create(epm=epm, name="Essai")


def open_slots(rooms: list[VisioRoom]) -> None:
    """Open each room on every one of these days, in the morning and in the afternoon."""
    days, partner = shown_days(), PartnerService.objects.select_related("partner").first().partner
    halves = ((NINE, NOON), (NOON, FIVE))
    OpeningSlot.objects.bulk_create(
        OpeningSlot(room=room, partner=partner, weekday=weekday, begins=begins, ends=ends, first_day=days[0])
        for room in rooms
        for weekday in range(7)
        for begins, ends in halves
    )
    slots = OpeningSlot.objects.filter(room__in=rooms)
    SlotDay.objects.bulk_create(
        (SlotDay(slot=slot, day=day) for slot in slots for day in days if day.weekday() == slot.weekday),
        batch_size=2_000,
    )


def appointments(places: list[tuple[VisioRoom, VisioDesk]]) -> Iterator[Appointment]:
    """Yield so many appointments, from one place to the next, all along the days that pages show."""
    service, motive = PartnerService.objects.select_related("partner").first(), InterviewMotive.objects.first()
    member, days = Member.objects.get(email=EVERYWHERE), shown_days()
    for rank, (room, desk) in enumerate(islice(cycle(places), BOOKINGS)):
        turn = rank // len(places)
        begins = datetime.datetime.combine(days[0], NINE) + QUARTER * (turn // len(days) % QUARTERS_A_DAY)
        yield Appointment(
            partner=service.partner,
            service=service,
            motive=motive,
            room=room,
            desk=desk,
            welcomed_by=member,
            day=days[turn % len(days)],
            begins=begins.time(),
            minutes=15,
        )


def shown_days() -> list[datetime.date]:
    """Return the days of this month, and those of this week that are in the next one."""
    today = timezone.localdate()
    first, sunday = today.replace(day=1), today + datetime.timedelta(days=6 - today.weekday())
    last = max((first + datetime.timedelta(days=32)).replace(day=1) - datetime.timedelta(days=1), sunday)
    return [first + datetime.timedelta(days=rank) for rank in range((last - first).days + 1)]
