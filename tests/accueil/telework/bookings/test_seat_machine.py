"""Whatever is booked, confirmed, cancelled, told or forgotten: never two at a seat, the unconfirmed freed in time."""

import datetime
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accueil.telework.bookings.availability import free_seats
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.bookings.services.bookings import book_seat, cancel_booking
from accueil.telework.bookings.services.presence import note_absence, note_presence
from accueil.telework.bookings.services.series import book_series, confirm_booking, free_unconfirmed, stop_series
from accueil.telework.enums import SeatBookingState
from formation.working_halves import PARTS, WorkingHalf
from ressources.workshops.enums import Recurrence
from tests.clock import freeze_time
from tests.factories.reseau import PositionFactory
from tests.factories.telework import SeatFactory, TelecentreFactory, TeleworkAgreementFactory
from tests.random_runs import random_steps

START = datetime.datetime(2026, 3, 2, 7, tzinfo=datetime.UTC)
DAYS, SEATS, HALVES = st.integers(0, 9), st.integers(0, 1), st.sampled_from(PARTS)
PICK = st.integers(0, 30)
NAMES = st.sampled_from(["Camille B.", "Yves M."])


class TeleworkMachine(RuleBasedStateMachine):
    """Two seats, ten days, two people with an agreement each, half a day passing now and then."""

    @initialize()
    def open(self) -> None:
        self.frozen = freeze_time(START)
        self.clock = self.frozen.start()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        team = PositionFactory(epm__opening_hours="Mo-Su 08:00-19:00", start=START.date())
        self.member = team.member
        self.telecentre = TelecentreFactory(epm=team.epm)
        self.seats = [SeatFactory(telecentre=self.telecentre) for _ in range(2)]
        self.agreements = [
            TeleworkAgreementFactory(telecentre=self.telecentre, name=name) for name in ("Camille B.", "Yves M.")
        ]

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            self.frozen.stop()

    def day(self, number: int) -> datetime.date:
        return START.date() + datetime.timedelta(days=number)

    def attempt(self, service, **kwargs) -> None:
        try:
            service(**kwargs)
        except ValidationError:
            return

    def picked(self, pick: int) -> SeatBooking | None:
        rows = list(SeatBooking.objects.order_by("pk"))
        return rows[pick % len(rows)] if rows else None

    @rule(seat=SEATS, day=DAYS, part=HALVES, name=NAMES)
    def book(self, seat, day, part, name):
        halves = [WorkingHalf.of(self.day(day), part)]
        self.attempt(
            book_seat, seat=self.seats[seat], halves=halves, name=name, employer="Mairie de Luzech", by=self.member
        )

    @rule(who=SEATS, seat=SEATS, day=DAYS, whole=st.booleans())
    def book_each_week(self, who, seat, day, whole):
        self.attempt(
            book_series,
            agreement=self.agreements[who],
            seat=self.seats[seat],
            rhythm=Recurrence.WEEKLY,
            first=self.day(day),
            until=self.day(day + 7),
            parts=PARTS if whole else PARTS[:1],
            by=self.member,
        )

    @rule(pick=PICK, service=st.sampled_from([cancel_booking, confirm_booking, note_absence, note_presence]))
    def act(self, pick, service):
        if booking := self.picked(pick):
            self.attempt(service, booking=booking)

    @rule(pick=PICK)
    def stop(self, pick):
        booking = self.picked(pick)
        if booking and booking.series:
            stop_series(series=booking.series)

    @rule()
    def half_a_day_passes(self):
        self.clock.shift(datetime.timedelta(hours=12))

    @rule()
    def job_runs(self):
        free_unconfirmed()
        assert not SeatBooking.objects.lapsed().exists()

    @invariant()
    def never_two_at_a_seat(self):
        held = Counter(SeatBooking.objects.holding().values_list("seat", "date", "part"))
        assert set(held.values()) <= {1}

    @invariant()
    def what_is_not_held_is_free_and_no_more(self):
        for number in (0, 3, 7):
            for part in PARTS:
                half = WorkingHalf.of(self.day(number), part)
                held = SeatBooking.objects.holding().filter(date=half.date, part=part).count()
                assert len(free_seats(self.telecentre, half)) == len(self.seats) - held

    @invariant()
    def unconfirmed_in_time_holds_nothing_and_an_absence_neither(self):
        today = timezone.localdate()
        for booking in SeatBooking.objects.filter(series__isnull=False, state=SeatBookingState.TO_CONFIRM):
            assert booking.is_holding == (booking.confirm_by >= today)
        lost = (SeatBookingState.ABSENT, SeatBookingState.FREED, SeatBookingState.CANCELLED)
        assert not SeatBooking.objects.holding().filter(state__in=lost).exists()


@pytest.mark.django_db
def test_no_order_of_steps_gives_a_seat_twice_or_keeps_what_is_lost():
    run_state_machine_as_test(TeleworkMachine, settings=random_steps(runs=12, steps=20))
