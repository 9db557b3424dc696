"""The waiting list and a member's own enrolments."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.utils import timezone

from formation.enrolment.models.enrolment import Enrolment
from formation.enums import EnrolmentStatus, SessionStatus
from formation.records.training_record import coming_and_followed
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days


def test_who_left_the_network_keeps_no_turn(session, former):
    EnrolmentFactory(session=session, member=former, waiting=True)
    second = EnrolmentFactory(session=session, waiting=True)

    assert list(session.enrolments.in_line()) == [second]


def test_offer_without_an_end_is_refused_by_the_database(session):
    with pytest.raises(IntegrityError):
        EnrolmentFactory(session=session, status=EnrolmentStatus.OFFERED)


def test_member_is_once_in_a_session(session, animator):
    EnrolmentFactory(session=session, member=animator)

    with pytest.raises(IntegrityError):
        EnrolmentFactory(session=session, member=animator, waiting=True)


def test_names_are_for_the_network(session, animator, former):
    enrolment = EnrolmentFactory(session=session)

    assert list(Enrolment.objects.visible_to(animator)) == [enrolment]
    assert list(Enrolment.objects.visible_to(former)) == []
    assert list(Enrolment.objects.visible_to(AnonymousUser())) == []


def test_coming_holds_what_is_not_over_and_not_left(training, epm, animator):
    session = SessionFactory(training=training, epm=epm, dates=[in_days(-1), in_days(1)])
    running = EnrolmentFactory(session=session, member=animator)
    cancelled = EnrolmentFactory(
        session=SessionFactory(training=training, epm=epm, status=SessionStatus.CANCELLED), member=animator
    )
    EnrolmentFactory(session=SessionFactory(training=training, epm=epm, dates=[in_days(-1)]), member=animator)
    EnrolmentFactory(session=SessionFactory(training=training, epm=epm), member=animator, left=True)
    EnrolmentFactory(session=session)

    coming = Enrolment.objects.of(animator).coming()

    assert [(one.pk, one.half_day_count) for one in coming] == [(running.pk, 2), (cancelled.pk, 1)]


def test_session_is_over_once_its_last_sheet_is_closed_even_on_the_day(training, epm, animator):
    session = SessionFactory(training=training, epm=epm, dates=[in_days(-1), in_days(0)])
    enrolment = EnrolmentFactory(session=session, member=animator)
    first, last = session.half_days.all()

    for half_day, shown in ((first, [enrolment]), (last, [])):
        half_day.closed_at = timezone.now()
        half_day.save()

        assert list(Enrolment.objects.of(animator).coming()) == shown
        coming, followed = coming_and_followed(animator)
        assert (coming, followed) == (shown, [] if shown else [enrolment])
