"""Who came and who did not: an absence frees the seat and the rest of the day."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from accueil.telework.bookings.availability import free_seats
from accueil.telework.bookings.month_use import SeatMonth, month_use
from accueil.telework.bookings.services.bookings import book_seat
from accueil.telework.bookings.services.presence import note_absence, note_presence
from accueil.telework.enums import SeatBookingState
from formation.enums import DayPart
from formation.working_halves import halves_of
from tests.clock import freeze_time
from tests.factories.telework import SeatBookingFactory

pytestmark = pytest.mark.django_db
TUESDAY = datetime.date(2026, 3, 3)


@pytest.fixture(autouse=True)
def clock():
    with freeze_time("2026-03-03 09:30") as frozen:
        yield frozen


@pytest.fixture
def whole_day(seat):
    return [SeatBookingFactory(seat=seat, date=TUESDAY, part=part) for part in (DayPart.MORNING, DayPart.AFTERNOON)]


def state_of(booking) -> str:
    booking.refresh_from_db()
    return booking.state


def test_absence_of_the_morning_frees_the_seat_now_and_this_afternoon(whole_day, seat, telecentre, animator):
    morning, afternoon = whole_day

    assert note_absence(booking=morning) == [afternoon]
    assert [free_seats(telecentre, half) for half in halves_of(TUESDAY)] == [[seat], [seat]]
    taken = book_seat(seat=seat, halves=halves_of(TUESDAY), name="Yves", employer="", by=animator)
    assert ([state_of(each) for each in whole_day], len(taken)) == (["absent", "freed"], 2)


def test_absence_leaves_the_afternoon_of_somebody_else(whole_day, seat):
    morning, afternoon = whole_day
    afternoon.name = "Yves M."
    afternoon.save()

    assert note_absence(booking=morning) == []
    assert state_of(afternoon) == SeatBookingState.BOOKED


def test_absence_noted_by_mistake_becomes_a_presence_while_the_seat_is_free(whole_day):
    note_absence(booking=whole_day[0])

    note_presence(booking=whole_day[0])

    assert state_of(whole_day[0]) == SeatBookingState.CAME


def test_presence_is_refused_once_somebody_took_the_seat(whole_day, seat, animator):
    note_absence(booking=whole_day[0])
    book_seat(seat=seat, halves=[whole_day[0].half], name="Yves", employer="", by=animator)

    with pytest.raises(ValidationError, match="Quelqu’un d’autre a pris ce poste"):
        note_presence(booking=whole_day[0])


def test_nothing_is_told_before_the_half_day_nor_a_week_after(whole_day, clock):
    with pytest.raises(ValidationError, match="une fois la demi-journée commencée"):
        note_presence(booking=whole_day[1])
    clock.move_to("2026-03-11 09:00")
    with pytest.raises(ValidationError, match="plus d’une semaine"):
        note_absence(booking=whole_day[0])


def test_cancelled_booking_is_told_nothing(whole_day):
    whole_day[0].state = SeatBookingState.CANCELLED
    whole_day[0].save()

    with pytest.raises(ValidationError, match="une fois la demi-journée commencée"):
        note_absence(booking=whole_day[0])


def test_month_counts_half_days_by_what_became_of_them(whole_day, seat, telecentre):
    SeatBookingFactory(seat=seat, date=datetime.date(2026, 3, 2), state=SeatBookingState.CAME)
    SeatBookingFactory(seat=seat, date=datetime.date(2026, 3, 9))
    SeatBookingFactory(seat=seat, date=datetime.date(2026, 4, 1))
    SeatBookingFactory(date=datetime.date(2026, 3, 9))
    note_absence(booking=whole_day[0])

    assert month_use(telecentre, TUESDAY) == SeatMonth(booked=3, came=1, absent=1, freed=1)
