"""Whatever is opened, closed, booked, moved, cancelled or noted, a room, a desk and a member are taken once.

A state machine over two rooms, two desks and a team of two, at one place.
"""

import datetime
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accueil.visio.appointments.availability import free_days
from accueil.visio.appointments.enums import HOLDING, AppointmentState
from accueil.visio.appointments.models import Appointment, AppointmentQuarter
from accueil.visio.appointments.services.bookings import BookedPerson, book, cancel, move, welcome_instead
from accueil.visio.partners.models import PartnerService
from accueil.visio.slots.models import OpeningSlot, SlotClosure
from accueil.visio.slots.services import change_slot, close_day, reopen_day
from tests.factories.accueil import OpeningSlotFactory, PartnerServiceFactory, VisioDeskFactory, VisioRoomFactory

pytestmark = pytest.mark.django_db
VERBS = ["book", "book", "book", "move", "move", "cancel", "welcome", "close", "reopen", "shorten", "lengthen"]
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 11), st.integers(0, 5)), min_size=3, max_size=12)
NINE = datetime.time(9)


@pytest.fixture
def point(slot, desk, service, animator, colleague, epm, partner):
    """A second room with its slot, a second desk, a second and longer service."""
    OpeningSlotFactory(room=VisioRoomFactory(epm=epm), partner=partner, first_day=slot.first_day)
    VisioDeskFactory(epm=epm)
    PartnerServiceFactory(partner=partner, minutes=45)
    return epm


def run(verb: str, number: int, chosen: int, *, epm, motive, day, by) -> None:
    appointments = list(Appointment.objects.order_by("pk"))
    appointment = appointments[chosen % len(appointments)] if appointments else None
    slot = list(OpeningSlot.objects.order_by("pk"))[chosen % 2]
    begins = datetime.time(9 + number // 4, 15 * (number % 4))
    if verb == "book":
        service = list(PartnerService.objects.order_by("pk"))[chosen % 2]
        book(epm=epm, service=service, motive=motive, day=day, begins=begins, person=BookedPerson("Odile R."), by=by)
    elif verb == "close":
        close_day(slot=slot, day=day)
    elif verb == "reopen" and (closure := SlotClosure.objects.first()):
        reopen_day(closure=closure)
    elif verb in {"shorten", "lengthen"}:
        change_slot(slot=slot, begins=NINE, ends=datetime.time(11 if verb == "shorten" else 12), last_day=None)
    elif appointment and verb == "move":
        move(appointment=appointment, day=day, begins=begins, by=by)
    elif appointment and verb == "cancel":
        cancel(appointment=appointment, by=by)
    elif appointment and verb == "welcome":
        welcome_instead(appointment=appointment, by=by)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nothing_is_taken_twice_and_quarters_follow_their_appointment(steps, point, motive, day, animator):
    AppointmentQuarter.objects.all().delete()
    Appointment.objects.all().delete()
    SlotClosure.objects.all().delete()
    for slot in OpeningSlot.objects.with_place():
        change_slot(slot=slot, begins=NINE, ends=datetime.time(12), last_day=None)
    for verb, number, chosen in steps:
        try:
            run(verb, number, chosen, epm=point, motive=motive, day=day, by=animator)
        except ValidationError:
            continue

    taken = Counter()
    for appointment in Appointment.objects.all():
        quarters = set(appointment.quarters) if appointment.state in HOLDING else set()
        assert set(appointment.taken_quarters.values_list("quarter", flat=True)) == quarters
        for quarter in quarters:
            taken.update(
                [
                    ("room", appointment.room_id, quarter),
                    ("desk", appointment.desk_id, quarter),
                    ("member", appointment.welcomed_by_id, quarter),
                ]
            )
    assert set(taken.values()) <= {1}
    assert set(Appointment.objects.values_list("state", flat=True)) <= {
        AppointmentState.BOOKED,
        AppointmentState.CANCELLED,
    }
    for service in PartnerService.objects.all():
        for free in free_days(epm=point, service=service, since=day, until=day, notice=datetime.timedelta(0)):
            for start in free.starts:
                assert not {
                    key
                    for quarter in range(start.quarter, start.quarter + service.minutes // 15)
                    for key in (("room", start.room, quarter), ("desk", start.desk, quarter))
                } & set(taken)
