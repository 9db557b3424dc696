"""A place where an appointment can be booked on Tuesday: two of the team, one room, one desk."""

import datetime

import pytest

from accueil.visio.appointments.services.bookings import BookedPerson, book
from tests.factories.accueil import OpeningSlotFactory, VisioDeskFactory, VisioRoomFactory
from tests.factories.formation import SessionFactory
from tests.factories.reseau import PositionFactory

NINE = datetime.time(9)


@pytest.fixture
def day(slot) -> datetime.date:
    """The first open Tuesday."""
    return slot.days.earliest("day").day


@pytest.fixture
def booked(epm, service, motive, desk, animator, slot, day):
    """`booked("10:30", name="Odile R.")`: an appointment of that day."""

    def book_at(hour: str = "09:00", **person):
        by = person.pop("by", animator)
        return book(
            epm=epm,
            service=service,
            motive=motive,
            day=person.pop("day", day),
            begins=datetime.time.fromisoformat(hour),
            person=BookedPerson(**{"name": "Odile R.", "phone": "05 36 49 00 12"} | person),
            by=by,
        )

    return book_at


@pytest.fixture
def half_day(day):
    """A half-day of training in the morning of that day."""
    return SessionFactory(dates=[day]).half_days.get()


@pytest.fixture
def elsewhere(other_epm, partner, slot):
    """Another place that receives the same partner at the same hours, with its own team, room and desk."""
    VisioDeskFactory(epm=other_epm, name="Portable")
    room = VisioRoomFactory(epm=other_epm, name="Alcôve")
    OpeningSlotFactory(room=room, partner=partner, first_day=slot.first_day, link="https://visio.example.org/ailleurs")
    PositionFactory(epm=other_epm, member__email="la-bas@example.org")
    return other_epm
