"""Seats that are booked stand in the agenda of the team of the place, without a name, and in nobody else's."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accueil.telework.enums import SeatBookingState
from reseau.calendar.agenda.dates import entries_between, load
from tests.factories.telework import SeatBookingFactory

pytestmark = pytest.mark.django_db


def telework(user, day) -> list:
    return [entry for entry in entries_between(user, day, day) if entry.kind == "teletravail"]


def test_team_alone_sees_the_seats_that_are_booked(seat, animator, stranger, territorial, coordinator):
    booking = SeatBookingFactory(seat=seat)
    readers = [animator, stranger, territorial, coordinator, AnonymousUser()]

    assert [len(telework(reader, booking.date)) for reader in readers] == [1, 0, 0, 0, 0]


def test_date_names_the_seat_and_nobody(seat, animator, telecentre):
    booking = SeatBookingFactory(seat=seat)
    (entry,) = telework(animator, booking.date)
    date = load([entry])[entry]

    assert (date.title, date.hour, date.place) == ("Fenêtre réservé", "9\u00a0h", "EPM de Gramat")
    assert date.url == f"{telecentre.day_url}?jour={booking.date.isoformat()}"
    assert "Camille" not in repr(date)


def test_freed_seat_leaves_the_agenda(seat, animator):
    booking = SeatBookingFactory(seat=seat, state=SeatBookingState.FREED)

    assert telework(animator, booking.date) == []
