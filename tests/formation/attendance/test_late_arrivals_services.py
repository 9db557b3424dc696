"""A person who was not enrolled comes: she gets a place if one is left, never one too many."""

import pytest
from django.core.exceptions import ValidationError

from formation.attendance.services.late_arrivals import add_late
from formation.sessions.models.occupancy import Occupancy
from formation.sessions.models.session_people import SessionTrainer
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.reseau import MemberFactory, PositionFactory


def test_place_that_is_left_is_given_on_the_spot(past_half_day, animator, coordinator):
    enrolment = add_late(half_day=past_half_day, member=animator, by=coordinator)

    assert enrolment.is_confirmed
    assert [(event.by, event.reason) for event in enrolment.events.all()] == [(coordinator, "Arrivée le jour même")]
    assert Occupancy.objects.filter(member=animator, half_day=past_half_day).exists()


def test_half_days_to_come_enter_the_calendar_of_who_comes_late(training, epm, coordinator, boxes):
    two_days = SessionFactory(training=training, epm=epm, dates=[in_days(-1), in_days(6)])
    over = SessionFactory(training=training, epm=epm, dates=[in_days(-2)])
    late, too_late = PositionFactory().member, PositionFactory().member

    add_late(half_day=two_days.half_days.first(), member=late, by=coordinator)
    add_late(half_day=over.half_days.get(), member=too_late, by=coordinator)

    boxes.deliver()
    assert [mail.calendar.method for mail in boxes.of(late)] == ["REQUEST"]
    assert boxes.of(too_late) == []


def test_twenty_ninth_person_gets_no_twenty_eighth_place(past_half_day, animator, coordinator):
    session = past_half_day.session
    session.capacity = 28
    session.save()
    EnrolmentFactory.create_batch(27, session=session)
    EnrolmentFactory(session=session, offered=True)

    with pytest.raises(ValidationError, match="places sont prises"):
        add_late(half_day=past_half_day, member=animator, by=coordinator)

    assert session.enrolments.holding().count() == 28


def test_who_waited_or_had_left_gets_her_place_and_who_has_one_keeps_it(past_half_day, coordinator):
    session = past_half_day.session
    waiting, left, offered = (
        EnrolmentFactory(session=session, **{trait: True}) for trait in ("waiting", "left", "offered")
    )
    held = EnrolmentFactory(session=session)

    for one in (waiting, left, offered, held):
        assert add_late(half_day=past_half_day, member=one.member, by=coordinator).pk == one.pk

    assert session.enrolments.confirmed().count() == 4
    assert held.events.count() == 0


def test_strangers_and_trainers_get_no_place(past_half_day, coordinator, former, animator):
    SessionTrainer.objects.create(session=past_half_day.session, member=animator)

    for member, words in ((former, "n’est pas membre"), (MemberFactory(), "n’est pas membre"), (animator, "anime la")):
        with pytest.raises(ValidationError, match=words):
            add_late(half_day=past_half_day, member=member, by=coordinator)

    assert not past_half_day.session.enrolments.exists()


def test_who_is_elsewhere_at_that_time_is_named(past_half_day, training, coordinator, other_epm):
    elsewhere = SessionFactory(training=training, epm=other_epm, dates=[past_half_day.date])
    member = PositionFactory().member
    add_late(half_day=elsewhere.half_days.get(), member=member, by=coordinator)

    with pytest.raises(ValidationError, match="a déjà une session"):
        add_late(half_day=past_half_day, member=member, by=coordinator)
