"""QuerySets of enrolments: the waiting list, and a member's own enrolments."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.utils import timezone

from formation.enums import EnrolmentStatus
from formation.proof.records.training_record import upcoming_and_past_enrolments
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.enums import SessionStatus
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days


def test_former_member_is_not_on_the_waiting_list(session, former):
    EnrolmentFactory(session=session, member=former, waiting=True)
    second = EnrolmentFactory(session=session, waiting=True)

    assert list(session.enrolments.on_waiting_list()) == [second]


def test_offer_without_end_is_refused_by_the_database(session):
    with pytest.raises(IntegrityError):
        EnrolmentFactory(session=session, status=EnrolmentStatus.OFFERED)


def test_second_enrolment_of_a_member_is_refused_by_the_database(session, animator):
    EnrolmentFactory(session=session, member=animator)

    with pytest.raises(IntegrityError):
        EnrolmentFactory(session=session, member=animator, waiting=True)


def test_enrolments_are_visible_to_the_network_only(session, animator, former):
    enrolment = EnrolmentFactory(session=session)

    assert list(Enrolment.objects.visible_to(animator)) == [enrolment]
    assert list(Enrolment.objects.visible_to(former)) == []
    assert list(Enrolment.objects.visible_to(AnonymousUser())) == []


def test_coming_lists_active_enrolments_in_sessions_not_over(training, epm, animator):
    session = SessionFactory(training=training, epm=epm, dates=[in_days(-1), in_days(1)])
    running_enrolment = EnrolmentFactory(session=session, member=animator)
    cancelled_enrolment = EnrolmentFactory(
        session=SessionFactory(training=training, epm=epm, status=SessionStatus.CANCELLED), member=animator
    )
    EnrolmentFactory(session=SessionFactory(training=training, epm=epm, dates=[in_days(-1)]), member=animator)
    EnrolmentFactory(session=SessionFactory(training=training, epm=epm), member=animator, cancelled=True)
    EnrolmentFactory(session=session)

    enrolments = Enrolment.objects.of(animator).upcoming()

    assert [(enrolment.pk, enrolment.half_day_count) for enrolment in enrolments] == [
        (running_enrolment.pk, 2),
        (cancelled_enrolment.pk, 1),
    ]


def test_session_is_over_once_its_last_sheet_is_closed_even_that_day(training, epm, animator):
    session = SessionFactory(training=training, epm=epm, dates=[in_days(-1), in_days(0)])
    enrolment = EnrolmentFactory(session=session, member=animator)
    first, last = session.half_days.all()

    for half_day, expected in ((first, [enrolment]), (last, [])):
        half_day.closed_at = timezone.now()
        half_day.save()

        assert list(Enrolment.objects.of(animator).upcoming()) == expected
        upcoming, past = upcoming_and_past_enrolments(animator)
        assert (upcoming, past) == (expected, [] if expected else [enrolment])
