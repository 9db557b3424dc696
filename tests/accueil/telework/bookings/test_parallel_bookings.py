"""People book, confirm and tell at the same moment: a seat is given once, on PostgreSQL."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.bookings.services.bookings import book_seat, cancel_booking
from accueil.telework.bookings.services.series import book_series, confirm_booking, free_unconfirmed
from accueil.telework.enums import SeatBookingState
from accueil.telework.seats.models import Seat
from formation.working_halves import PARTS
from reseau.people.members.models.member import Member
from ressources.workshops.enums import Recurrence
from tests.factories.telework import SeatBookingFactory, TeleworkAgreementFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_half_day_is_given_once_to_those_who_book_at_once_on_postgresql(seat, animator, half, in_parallel):
    def book_it(name: str) -> str:
        try:
            book_seat(
                seat=Seat.objects.get(pk=seat.pk),
                halves=[half(0), half(1)],
                name=name,
                employer="",
                by=Member.objects.get(pk=animator.pk),
            )
        except ValidationError as refusal:
            return refusal.messages[-1]
        return "booked"

    assert sorted(in_parallel(book_it, ["Ana", "Bob", "Cléo", "Dan"])) == ["Tout est pris."] * 3 + ["booked"]
    assert in_parallel(lambda _: SeatBooking.objects.holding().count(), [None]) == [2]


def test_series_and_single_booking_at_once_leave_one_of_them_on_postgresql(
    seat, telecentre, animator, half, in_parallel
):
    agreement = TeleworkAgreementFactory(telecentre=telecentre)

    def step(kind: str) -> str:
        by, own = Member.objects.get(pk=animator.pk), Seat.objects.get(pk=seat.pk)
        try:
            if kind == "single":
                book_seat(seat=own, halves=[half(14)], name="Yves", employer="", by=by)
            else:
                book_series(
                    agreement=agreement,
                    seat=own,
                    rhythm=Recurrence.WEEKLY,
                    first=half(0).date,
                    until=half(0).date + datetime.timedelta(days=14),
                    parts=PARTS[:1],
                    by=by,
                )
        except ValidationError:
            return "refused"
        return "booked"

    results = dict(zip(("single", "series"), in_parallel(step, ["single", "series"]), strict=True))

    assert results["series"] == "booked"
    taken = in_parallel(lambda _: list(SeatBooking.objects.holding().filter(date=half(14).date)), [None])[0]
    assert len(taken) == 1
    assert (taken[0].series is None) == (results["single"] == "booked")


def test_confirmation_and_release_at_once_agree_on_postgresql(seat, telecentre, in_parallel):
    """The last day has passed: whatever comes first, the seat is free and nobody is told it is confirmed."""
    agreement = TeleworkAgreementFactory(telecentre=telecentre)
    today = timezone.localdate()
    series = agreement.series.create(seat=seat, rhythm=Recurrence.WEEKLY, starts_on=today, until=today)
    booking = SeatBookingFactory(
        seat=seat,
        series=series,
        state=SeatBookingState.TO_CONFIRM,
        confirm_by=today - datetime.timedelta(days=1),
    )

    def step(kind: str) -> str:
        try:
            if kind == "confirm":
                confirm_booking(booking=SeatBooking.objects.get(pk=booking.pk))
            elif kind == "cancel":
                cancel_booking(booking=SeatBooking.objects.get(pk=booking.pk))
            else:
                free_unconfirmed()
        except ValidationError:
            return "refused"
        return "done"

    assert in_parallel(step, ["confirm", "free", "cancel", "free"])[0] == "refused"
    assert in_parallel(lambda _: SeatBooking.objects.get().state, [None]) == [SeatBookingState.FREED]
