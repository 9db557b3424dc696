"""A seat is booked by half-day for somebody, freed at once when they cancel; names are short, and erased in time."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accueil.telework.bookings.availability import free_days, free_seats
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.bookings.people import short_name
from accueil.telework.bookings.services.bookings import book_seat, cancel_booking, erase_worker_names
from accueil.telework.enums import SeatBookingState
from tests.clock import freeze_time
from tests.factories.telework import SeatBookingFactory, TeleworkAgreementFactory

pytestmark = pytest.mark.django_db


def book(seat, halves, by, name="Camille Bernard", employer="Mairie de Luzech"):
    return book_seat(seat=seat, halves=halves, name=name, employer=employer, by=by)


def test_half_day_leaves_the_other_one_free(seat, animator, half):
    (booking,) = book(seat, [half(0)], animator)

    assert (booking.name, booking.employer, booking.booked_by) == ("Camille B.", "Mairie de Luzech", animator)
    assert [free_seats(seat.telecentre, half(rank)) for rank in (0, 1)] == [[], [seat]]


def test_whole_day_is_two_bookings_of_which_one_is_cancelled(seat, animator, half):
    morning, afternoon = book(seat, [half(1), half(0)], animator)

    cancel_booking(booking=morning)

    assert [free_seats(seat.telecentre, half(rank)) for rank in (0, 1)] == [[seat], []]
    assert (morning.half, afternoon.half) == (half(0), half(1))


def test_taken_seat_names_those_that_are_free(seat, other_seat, animator, half):
    book(seat, [half(0)], animator)

    with pytest.raises(ValidationError) as refusal:
        book(seat, [half(0)], animator, name="Yves")
    assert refusal.value.message_dict == {
        "seat": [f"Il est pris, {half(0).words}.", "Libre à ce moment-là\u00a0: Mezzanine."]
    }


def test_all_half_days_are_booked_or_none(seat, animator, half):
    book(seat, [half(1)], animator)

    with pytest.raises(ValidationError, match="Tout est pris"):
        book(seat, [half(0), half(1)], animator, name="Yves")
    assert SeatBooking.objects.count() == 1


def test_freed_half_day_is_taken_by_somebody_else(seat, animator, half):
    (booking,) = book(seat, [half(0)], animator)
    cancel_booking(booking=booking)

    (other,) = book(seat, [half(0)], animator, name="Yves")

    assert list(SeatBooking.objects.holding()) == [other]


def test_past_far_and_closed_half_days_are_refused(seat, telecentre, animator, half):
    telecentre.mornings = []
    telecentre.save()
    yesterday, far = half(-3), half(2 * 190 + 1)

    refused = {}
    for name, one in (("past", yesterday), ("far", far), ("closed", half(0))):
        with pytest.raises(ValidationError) as refusal:
            book(seat, [one], animator)
        refused[name] = refusal.value.messages[0]
    assert refused["past"] == "Cette demi-journée est passée."
    assert refused["far"].startswith("On réserve six mois à l’avance")
    assert refused["closed"].endswith("le télécentre n’ouvre pas à ce moment de la semaine.")


def test_seat_out_of_use_and_empty_name_are_refused(seat, animator, half):
    with pytest.raises(ValidationError, match="prénom et une initiale"):
        book(seat, [half(0)], animator, name="  ")
    seat.is_in_use = False
    seat.save()
    with pytest.raises(ValidationError, match="plus en service"):
        book(seat, [half(0)], animator)


def test_past_booking_is_not_cancelled(seat, half):
    booking = SeatBookingFactory(seat=seat, date=timezone.localdate() - datetime.timedelta(days=1))

    with pytest.raises(ValidationError, match="ne s’annule plus"):
        cancel_booking(booking=booking)


def test_cancelling_twice_changes_nothing(seat):
    booking = cancel_booking(booking=SeatBookingFactory(seat=seat))

    assert cancel_booking(booking=booking).changed == booking.changed


def test_database_refuses_a_second_booking_whatever_the_code(seat, half):
    SeatBookingFactory(seat=seat)

    with pytest.raises(IntegrityError), transaction.atomic():
        SeatBookingFactory(seat=seat, name="Yves")
    SeatBookingFactory(seat=seat, name="Yves", state=SeatBookingState.CANCELLED)


def test_names_are_erased_a_month_after_and_the_use_stays(seat, animator):
    today = timezone.localdate()
    old = SeatBookingFactory(seat=seat, date=today - datetime.timedelta(days=31), booked_by=animator)
    kept = SeatBookingFactory(seat=seat, date=today - datetime.timedelta(days=30))
    agreement = TeleworkAgreementFactory(
        telecentre=seat.telecentre,
        starts_on=today - datetime.timedelta(days=90),
        ends_on=today - datetime.timedelta(days=31),
        recorded_by=animator,
    )

    assert (erase_worker_names(), erase_worker_names()) == (2, 0)
    for row in (old, kept, agreement):
        row.refresh_from_db()
    assert (old.name, old.employer, old.booked_by, old.state) == ("", "", None, SeatBookingState.BOOKED)
    assert (agreement.name, agreement.employer, agreement.phone, agreement.recorded_by) == ("", "", "", None)
    assert kept.name == "Camille B."


def test_free_days_count_each_half_day(seat, other_seat, animator, half, telecentre):
    book(seat, [half(0)], animator)
    book(other_seat, [half(0), half(1)], animator, name="Yves")

    days = dict(free_days(telecentre, seats=2))
    words = [each.words for each in days[half(0).date]]
    assert words == ["complet", "1\u00a0poste libre"]
    assert [each.words for each in days[half(2).date]] == ["2\u00a0postes libres"] * 2


def test_closed_days_are_not_listed(seat, telecentre):
    telecentre.mornings, telecentre.afternoons = [1], []

    with freeze_time("2026-03-02 09:00"):
        days = free_days(telecentre, seats=1)
        words = [each.words for each in days[0][1]]
    assert [day.isoformat() for day, _ in days] == ["2026-03-03", "2026-03-10", "2026-03-17"]
    assert words == ["1\u00a0poste libre", "fermé"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Camille Bernard", "Camille B."),
        ("camille b", "Camille B."),
        ("  Jean-Claude   Martin ", "Jean-Claude M."),
        ("Marie Claude B.", "Marie Claude B."),
        ("Camille", "Camille"),
        (" ", ""),
    ],
)
def test_family_name_is_not_kept(typed, kept):
    assert short_name(typed) == kept


@given(st.text(alphabet="abcdé -'", max_size=40))
def test_short_name_is_short_twice(typed):
    assert short_name(short_name(typed)) == short_name(typed)
