"""A seat that comes back: an agreement first, each date confirmed in time or freed."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accueil.telework.bookings.availability import free_seats
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.bookings.services.bookings import book_seat
from accueil.telework.bookings.services.series import (
    ask_for_confirmations,
    book_series,
    confirm_booking,
    free_unconfirmed,
    record_agreement,
    stop_series,
)
from accueil.telework.enums import SeatBookingState
from alertes.channels.notices.models import Notice
from formation.enums import DayPart
from ressources.workshops.enums import Recurrence
from tests.clock import freeze_time
from tests.factories.telework import TeleworkAgreementFactory

pytestmark = pytest.mark.django_db
MORNING, AFTERNOON = DayPart.MORNING, DayPart.AFTERNOON
MONDAY, TUESDAY = datetime.date(2026, 3, 2), datetime.date(2026, 3, 3)
WEEK = datetime.timedelta(days=7)


@pytest.fixture(autouse=True)
def clock():
    with freeze_time("2026-03-02 09:00") as frozen:
        yield frozen


@pytest.fixture
def agreement(telecentre):
    return TeleworkAgreementFactory(telecentre=telecentre)


@pytest.fixture
def each_tuesday(agreement, seat, animator):
    """Each Tuesday morning of March, the first one being tomorrow."""

    def of(parts=(MORNING,), first=TUESDAY, until=datetime.date(2026, 3, 31), seat=seat):
        return book_series(
            agreement=agreement,
            seat=seat,
            rhythm=Recurrence.WEEKLY,
            first=first,
            until=until,
            parts=parts,
            by=animator,
        )

    return of


def states() -> list[str]:
    return list(SeatBooking.objects.order_by("date", "-part").values_list("state", flat=True))


def test_series_waits_for_confirmation_but_for_the_date_that_is_too_near(each_tuesday):
    booked = each_tuesday()

    assert [booking.date.day for booking in booked.bookings] == [3, 10, 17, 24, 31]
    assert states() == ["booked", "to_confirm", "to_confirm", "to_confirm", "to_confirm"]
    assert booked.bookings[1].confirm_by == datetime.date(2026, 3, 8)


def test_closed_and_taken_dates_are_left_out_with_their_reason(each_tuesday, seat, telecentre, animator, epm):
    epm.opening_hours = 'Mo-Su 08:00-19:00; 2026 Mar 10 off "travaux"'
    epm.save()
    from_another = book_seat(
        seat=seat,
        halves=[SeatBooking(date=TUESDAY + 2 * WEEK, part=MORNING).half],
        name="Yves",
        employer="",
        by=animator,
    )

    booked = each_tuesday()

    assert [booking.date.day for booking in booked.bookings] == [3, 24, 31]
    assert booked.left_out == [
        "Mardi 10 mars 2026 (matin)\u00a0: le lieu est fermé (travaux).",
        "Mardi 17 mars 2026 (matin)\u00a0: Il est pris, mardi 17 mars 2026 (matin).",
    ]
    assert from_another[0].is_holding


def test_series_stays_within_the_agreement(each_tuesday, agreement):
    for values, field in (
        ({"first": MONDAY - WEEK}, "first"),
        ({"until": agreement.ends_on + WEEK}, "until"),
        ({"first": TUESDAY, "until": MONDAY}, "until"),
    ):
        with pytest.raises(ValidationError) as refusal:
            each_tuesday(**values)
        assert list(refusal.value.message_dict) == [field]
    assert SeatBooking.objects.count() == 0


def test_series_without_a_date_that_is_free_is_refused(each_tuesday, telecentre):
    telecentre.mornings = []
    telecentre.save()

    with pytest.raises(ValidationError, match="n’ouvre pas à ce moment"):
        each_tuesday()


def test_unconfirmed_date_is_freed_the_day_after_its_last_day(each_tuesday, clock, seat, half):
    each_tuesday()
    clock.move_to("2026-03-08 22:00")
    assert free_unconfirmed() == 0

    clock.move_to("2026-03-09 06:00")
    assert (free_unconfirmed(), free_unconfirmed()) == (1, 0)
    assert states()[:3] == ["booked", "freed", "to_confirm"]


def test_lapsed_date_is_free_before_any_job_has_run(each_tuesday, clock, seat, telecentre, animator):
    second = each_tuesday().bookings[1]
    clock.move_to("2026-03-09 06:00")

    assert free_seats(telecentre, second.half) == [seat]
    (taken,) = book_seat(seat=seat, halves=[second.half], name="Yves", employer="", by=animator)

    second.refresh_from_db()
    assert (taken.state, second.state) == (SeatBookingState.BOOKED, SeatBookingState.FREED)


def test_confirmed_date_stays(each_tuesday, clock):
    second = each_tuesday().bookings[1]
    clock.move_to("2026-03-08 22:00")
    confirm_booking(booking=second)
    confirm_booking(booking=second)

    clock.move_to("2026-03-09 06:00")
    free_unconfirmed()
    assert states()[:3] == ["booked", "booked", "to_confirm"]


def test_date_is_not_confirmed_too_late(each_tuesday, clock):
    second = each_tuesday().bookings[1]
    clock.move_to("2026-03-09 06:00")

    with pytest.raises(ValidationError, match="Trop tard"):
        confirm_booking(booking=second)


def test_team_is_asked_once_then_told_what_is_freed_without_a_name(each_tuesday, clock, animator, stranger):
    each_tuesday(parts=(MORNING, AFTERNOON))
    assert ask_for_confirmations() == 0

    clock.move_to("2026-03-05 09:00")
    assert (ask_for_confirmations(), ask_for_confirmations()) == (2, 2)
    (asked,) = Notice.objects.filter(member=animator)
    assert asked.text == (
        "2\u00a0demi-journées de télétravail à confirmer pour le mardi 10 mars, à l’EPM de Gramat, au plus tard le "
        "dimanche 8 mars. Sinon le poste se libère."
    )

    clock.move_to("2026-03-09 06:00")
    free_unconfirmed()
    assert Notice.objects.filter(member=animator).count() == 2
    assert not Notice.objects.filter(text__contains="Camille").exists()
    assert not Notice.objects.filter(member=stranger).exists()


def test_stopped_series_cancels_what_comes_and_keeps_the_past(each_tuesday, clock):
    booked = each_tuesday()
    clock.move_to("2026-03-04 09:00")

    assert (stop_series(series=booked.series), stop_series(series=booked.series)) == (4, 0)
    assert states() == ["booked", *["cancelled"] * 4]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"employer": " "}, "employer"),
        ({"ends_on": MONDAY - WEEK}, "ends_on"),
        ({"starts_on": MONDAY - 3 * WEEK, "ends_on": MONDAY - WEEK}, "ends_on"),
        ({"ends_on": MONDAY + datetime.timedelta(days=400)}, "ends_on"),
    ],
)
def test_agreement_has_names_and_a_period_of_a_year_at_most(telecentre, animator, changes, field):
    values = {"name": "Camille B.", "employer": "Mairie", "starts_on": MONDAY, "ends_on": MONDAY + WEEK}

    with pytest.raises(ValidationError) as refusal:
        record_agreement(telecentre=telecentre, by=animator, **values | changes)
    assert list(refusal.value.message_dict) == [field]


def test_agreement_says_who_saw_it(telecentre, animator):
    agreement = record_agreement(
        telecentre=telecentre,
        name="Camille Bernard",
        employer=" Mairie ",
        starts_on=MONDAY,
        ends_on=MONDAY,
        by=animator,
    )

    assert (agreement.name, agreement.employer, agreement.recorded_by) == ("Camille B.", "Mairie", animator)
    assert timezone.localdate(agreement.recorded) == MONDAY
