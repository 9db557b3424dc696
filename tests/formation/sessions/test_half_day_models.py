"""Half-days that the plan counts: planned, delivered, still to close."""

import datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone

from formation.enums import DayPart
from formation.proof.attendance.models.attendance import Attendance
from formation.sessions.enums import SessionStatus
from formation.sessions.models.half_day import HalfDay
from tests.clock import freeze_time
from tests.factories.formation import EnrolmentFactory, HalfDayFactory, SessionFactory, in_days
from tests.moments import A_MINUTE


def note(half_day: HalfDay, *, is_present: bool) -> None:
    enrolment = EnrolmentFactory(session=half_day.session)
    Attendance.objects.create(half_day=half_day, enrolment=enrolment, is_present=is_present)


def test_delivered_needs_a_closed_attendance_with_somebody_present(past_session):
    closed_at = timezone.now()
    delivered = HalfDayFactory(session=past_session, date=in_days(-6), closed_at=closed_at)
    open_one = HalfDayFactory(session=past_session, date=in_days(-5))
    empty_half_day = HalfDayFactory(session=past_session, date=in_days(-4), closed_at=closed_at)
    note(delivered, is_present=True)
    note(open_one, is_present=True)
    note(empty_half_day, is_present=False)

    assert list(HalfDay.objects.delivered()) == [delivered]


def test_cancelled_session_is_not_planned(session, training, epm):
    SessionFactory(training=training, epm=epm, status=SessionStatus.CANCELLED)

    assert list(HalfDay.objects.planned()) == [session.half_days.get()]


def test_half_day_is_to_close_from_its_date_until_closed(training, epm, session, past_half_day):
    today = SessionFactory(training=training, epm=epm, dates=[in_days(0)]).half_days.get()
    SessionFactory(training=training, epm=epm, dates=[in_days(-2)], status=SessionStatus.CANCELLED)
    HalfDayFactory(session=session, date=in_days(-3), closed_at=timezone.now())

    assert list(HalfDay.objects.to_close()) == [past_half_day, today]


def test_half_day_of_another_year_is_excluded(training, epm):
    session = SessionFactory(training=training, epm=epm, dates=[datetime.date(2025, 12, 31), datetime.date(2026, 1, 1)])

    assert [half_day.date for half_day in HalfDay.objects.of_year(2026)] == [datetime.date(2026, 1, 1)]
    assert session.half_days.count() == 2


def test_duplicate_half_day_is_refused_by_the_database(half_day):
    with pytest.raises(IntegrityError):
        HalfDayFactory(session=half_day.session, date=half_day.date, part=half_day.part)


def test_end_before_start_is_refused_by_the_database(session):
    with pytest.raises(IntegrityError):
        HalfDayFactory(session=session, date=in_days(9), start=datetime.time(12), end=datetime.time(9))


def test_half_day_begins_at_its_hour_in_paris():
    half_day = HalfDay(date=datetime.date(2026, 7, 1), start=datetime.time(9), part=DayPart.MORNING)

    assert half_day.begins_at == datetime.datetime(2026, 7, 1, 7, tzinfo=datetime.UTC)
    assert not half_day.has_begun(datetime.datetime(2026, 7, 1, 6, 59, tzinfo=datetime.UTC))
    assert half_day.has_begun(datetime.datetime(2026, 7, 1, 7, tzinfo=datetime.UTC))


def test_half_day_and_session_are_over_a_minute_after_their_end(session):
    half_day = session.half_days.get()
    for moment, is_over in ((half_day.ends_at, False), (half_day.ends_at + A_MINUTE, True)):
        with freeze_time(moment):
            assert (half_day.is_over, session.is_over) == (is_over, is_over)
