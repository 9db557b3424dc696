"""Late arrivals get a place if one is left, and never exceed the capacity."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from formation.proof.attendance.services.attendance import close_attendance
from formation.proof.attendance.services.late_arrivals import enrol_late_arrival, find_member_by_name
from formation.sessions.models.occupancy import Occupancy
from formation.sessions.models.session_people import SessionTrainer
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.reseau import PositionFactory
from tests.moments import A_MINUTE


def test_late_arrival_gets_a_free_place(past_half_day, animator, coordinator):
    enrolment = enrol_late_arrival(half_day=past_half_day, member=animator, by=coordinator)

    assert enrolment.is_confirmed
    assert [(event.by, event.reason) for event in enrolment.events.all()] == [(coordinator, "Arrivée le jour même")]
    assert Occupancy.objects.filter(member=animator, half_day=past_half_day).exists()


def test_remaining_half_days_are_sent_to_the_calendar(training, epm, coordinator, boxes):
    two_days = SessionFactory(training=training, epm=epm, dates=[in_days(-1), in_days(6)])
    past_session = SessionFactory(training=training, epm=epm, dates=[in_days(-2)])
    late_member, too_late_member = PositionFactory().member, PositionFactory().member

    enrol_late_arrival(half_day=two_days.half_days.first(), member=late_member, by=coordinator)
    enrol_late_arrival(half_day=past_session.half_days.get(), member=too_late_member, by=coordinator)

    boxes.deliver()
    assert [mail.calendar.method for mail in boxes.of(late_member)] == ["REQUEST"]
    assert boxes.of(too_late_member) == []


def test_late_arrival_beyond_capacity_is_refused(past_half_day, animator, coordinator):
    session = past_half_day.session
    session.capacity = 28
    session.save()
    EnrolmentFactory.create_batch(27, session=session)
    EnrolmentFactory(session=session, offered=True)

    with pytest.raises(ValidationError, match="places sont prises"):
        enrol_late_arrival(half_day=past_half_day, member=animator, by=coordinator)

    assert session.enrolments.holding().count() == 28


def test_late_arrival_takes_the_last_place_if_it_was_offered_to_them(past_half_day, coordinator):
    session = past_half_day.session
    session.capacity = 2
    session.save()
    EnrolmentFactory(session=session)
    offered = EnrolmentFactory(session=session, offered=True)

    assert enrol_late_arrival(half_day=past_half_day, member=offered.member, by=coordinator) == offered

    assert session.enrolments.confirmed().count() == 2


def test_waiting_or_cancelled_enrolment_gets_a_place_and_confirmed_one_is_kept(past_half_day, coordinator):
    session = past_half_day.session
    waiting_enrolment, former_enrolment, offered_enrolment = (
        EnrolmentFactory(session=session, **{trait: True}) for trait in ("waiting", "cancelled", "offered")
    )
    confirmed_enrolment = EnrolmentFactory(session=session)

    for enrolment in (waiting_enrolment, former_enrolment, offered_enrolment, confirmed_enrolment):
        assert enrol_late_arrival(half_day=past_half_day, member=enrolment.member, by=coordinator).pk == enrolment.pk

    assert session.enrolments.confirmed().count() == 4
    assert confirmed_enrolment.events.count() == 0


def test_outsider_gets_no_place(past_half_day, coordinator, outsider):
    with pytest.raises(ValidationError, match="n’est pas membre"):
        enrol_late_arrival(half_day=past_half_day, member=outsider, by=coordinator)
    with pytest.raises(ValidationError, match="Aucun membre du réseau"):
        find_member_by_name(words=str(outsider))

    assert not past_half_day.session.enrolments.exists()


def test_late_arrival_gets_a_place_from_the_minute_when_attendance_opens(half_day, animator, coordinator):
    opening = half_day.begins_at - datetime.timedelta(minutes=15)

    with pytest.raises(ValidationError, match="n’a pas commencé"):
        enrol_late_arrival(half_day=half_day, member=animator, by=coordinator, at=opening - A_MINUTE)
    assert not half_day.session.enrolments.exists()

    assert enrol_late_arrival(half_day=half_day, member=animator, by=coordinator, at=opening).is_confirmed


def test_late_arrival_gets_no_place_once_the_sheet_is_closed(past_half_day, animator, coordinator):
    close_attendance(half_day=past_half_day, presences=[], by=coordinator)

    with pytest.raises(ValidationError, match="déjà clos"):
        enrol_late_arrival(half_day=past_half_day, member=animator, by=coordinator)

    assert not past_half_day.session.enrolments.exists()


def test_trainer_gets_no_place(past_half_day, coordinator, animator):
    SessionTrainer.objects.create(session=past_half_day.session, member=animator)

    with pytest.raises(ValidationError, match="anime la"):
        enrol_late_arrival(half_day=past_half_day, member=animator, by=coordinator)

    assert not past_half_day.session.enrolments.exists()


def test_member_taken_at_that_time_is_refused_by_name(past_half_day, training, coordinator, other_epm):
    elsewhere = SessionFactory(training=training, epm=other_epm, dates=[past_half_day.date])
    member = PositionFactory().member
    enrol_late_arrival(half_day=elsewhere.half_days.get(), member=member, by=coordinator)

    with pytest.raises(ValidationError, match="a déjà une session"):
        enrol_late_arrival(half_day=past_half_day, member=member, by=coordinator)
