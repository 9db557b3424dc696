"""Closing the attendance of a half-day."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from formation.enums import DayPart
from formation.proof.attendance.enums import Means
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.services.attendance import close_attendance, fill_sheet, note_presence
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session import Session
from formation.sessions.models.signature import Signature
from formation.year.planning.year_plan import plan_figures
from tests.clock import freeze_time
from tests.factories.formation import EnrolmentFactory, HalfDayFactory, SessionFactory
from tests.moments import A_MINUTE


def test_closing_records_everyone_with_a_place_and_delivers_the_half_day(past_half_day, coordinator):
    present, absent = EnrolmentFactory.create_batch(2, session=past_half_day.session)
    EnrolmentFactory(session=past_half_day.session, waiting=True)
    EnrolmentFactory(session=past_half_day.session, cancelled=True)
    at = timezone.now()

    closed_half_day = close_attendance(half_day=past_half_day, presences=[present], by=coordinator, at=at)

    assert (closed_half_day.closed_at, closed_half_day.closed_by) == (at, coordinator)
    assert set(Attendance.objects.values_list("enrolment", "is_present")) == {(present.pk, True), (absent.pk, False)}
    assert plan_figures(past_half_day.date.year).delivered == 1


def test_half_day_without_presence_is_closed_but_not_delivered(past_half_day, coordinator):
    EnrolmentFactory(session=past_half_day.session)

    assert close_attendance(half_day=past_half_day, presences=[], by=coordinator).is_closed
    assert plan_figures(past_half_day.date.year).delivered == 0


def test_closed_attendance_cannot_be_closed_again(past_half_day, coordinator):
    enrolment = EnrolmentFactory(session=past_half_day.session)
    close_attendance(half_day=past_half_day, presences=[], by=coordinator)

    with pytest.raises(ValidationError, match="déjà clos"):
        close_attendance(half_day=past_half_day, presences=[enrolment], by=coordinator)

    assert list(Attendance.objects.values_list("is_present", flat=True)) == [False]


def test_member_without_place_cannot_be_present(past_half_day, training, epm, coordinator):
    strangers = [
        EnrolmentFactory(session=SessionFactory(training=training, epm=epm)),
        EnrolmentFactory(session=past_half_day.session, waiting=True),
    ]

    for enrolment in strangers:
        with pytest.raises(ValidationError, match="Seules les personnes inscrites"):
            close_attendance(half_day=past_half_day, presences=[enrolment], by=coordinator)

    past_half_day.refresh_from_db()
    assert not past_half_day.is_closed


def test_coming_half_day_cannot_be_closed(half_day, coordinator):
    with pytest.raises(ValidationError, match="n’a pas commencé"):
        close_attendance(half_day=half_day, presences=[], by=coordinator)


def test_sheet_is_closed_from_the_minute_when_the_half_day_begins(half_day, coordinator):
    """Presences are recorded a quarter of an hour earlier."""
    enrolment = EnrolmentFactory(session=half_day.session)
    note_presence(
        half_day=half_day, enrolment=enrolment, by=coordinator, how=Means.TICKED, at=half_day.begins_at - A_MINUTE
    )

    with pytest.raises(ValidationError, match="quand la demi-journée aura commencé"):
        close_attendance(half_day=half_day, presences=[], by=coordinator, at=half_day.begins_at - A_MINUTE)
    half_day.refresh_from_db()
    assert not half_day.is_closed

    assert close_attendance(half_day=half_day, presences=[], by=coordinator, at=half_day.begins_at).is_closed


def test_afternoon_is_not_closed_in_the_morning(half_day, coordinator):
    afternoon = HalfDayFactory(session=half_day.session, date=half_day.date, part=DayPart.AFTERNOON)

    with pytest.raises(ValidationError, match="n’a pas commencé"):
        close_attendance(half_day=afternoon, presences=[], by=coordinator, at=half_day.begins_at)
    close_attendance(half_day=half_day, presences=[], by=coordinator, at=half_day.begins_at)

    afternoon.refresh_from_db()
    assert not afternoon.is_closed


def test_filled_sheet_is_not_signed_and_closed_before_the_half_day_begins(half_day, coordinator):
    enrolment = EnrolmentFactory(session=half_day.session)
    sheet = {"half_day": half_day, "present": [enrolment], "absent": [], "how": Means.TICKED, "by": coordinator}

    with freeze_time(half_day.begins_at - A_MINUTE), pytest.raises(ValidationError, match="aura commencé"):
        fill_sheet(**sheet, closing=Signature("M10,10L40,60"))
    assert not Attendance.objects.exists()

    with freeze_time(half_day.begins_at):
        fill_sheet(**sheet, closing=Signature("M10,10L40,60"))
    half_day.refresh_from_db()
    assert half_day.is_closed


def test_attendance_can_be_closed_at_a_past_time(half_day, coordinator):
    at = half_day.begins_at + datetime.timedelta(hours=3)

    assert close_attendance(half_day=half_day, presences=[], by=coordinator, at=at).closed_at == at


def test_cancelled_session_refuses_attendance(past_half_day, coordinator):
    Session.objects.update(status=SessionStatus.CANCELLED)

    with pytest.raises(ValidationError, match="annulée"):
        close_attendance(half_day=past_half_day, presences=[], by=coordinator)
