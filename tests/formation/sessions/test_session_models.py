"""Sessions: coming ones, places left, the member's status, stage."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from formation.sessions.enums import SessionStatus, Stage
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from tests.factories.formation import EnrolmentFactory, HalfDayFactory, SessionFactory, in_days


def test_upcoming_sessions_start_today_or_later_nearest_first(session, past_session, training, epm):
    today = SessionFactory(training=training, epm=epm, dates=[in_days(30), in_days(0)])
    SessionFactory(training=training, epm=epm, dates=[in_days(-1), in_days(1)])
    SessionFactory(training=training, epm=epm, status=SessionStatus.CANCELLED)

    assert list(Session.objects.upcoming()) == [today, session]


def test_session_over_new_year_is_of_both_years(training, epm):
    across = SessionFactory(training=training, epm=epm, dates=[date(2026, 12, 31), date(2027, 1, 1)])
    within = SessionFactory(training=training, epm=epm, dates=[date(2026, 1, 1)])

    found = {year: set(Session.objects.of_year(year)) for year in (2025, 2026, 2027, 2028)}

    assert found == {2025: set(), 2026: {across, within}, 2027: {across}, 2028: set()}


def test_places_left_exclude_given_and_offered_ones(session):
    HalfDayFactory(session=session, date=in_days(8))
    HalfDayFactory(session=session, date=in_days(9))
    EnrolmentFactory(session=session)
    EnrolmentFactory(session=session, offered=True)
    EnrolmentFactory(session=session, waiting=True)
    EnrolmentFactory(session=session, cancelled=True)

    counted_session = Session.objects.with_places().with_dates().get(pk=session.pk)

    assert (
        counted_session.taken_count,
        counted_session.waiting_count,
        counted_session.places_left,
        counted_session.half_day_count,
    ) == (2, 1, 6, 3)
    assert counted_session.places_words == "Il reste 6\u00a0places"


def test_sessions_are_visible_to_the_network_only(session, animator, former):
    assert list(Session.objects.visible_to(animator)) == [session]
    assert list(Session.objects.visible_to(former)) == []
    assert list(Session.objects.visible_to(AnonymousUser())) == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ({}, "Votre inscription est enregistrée"),
        ({"waiting": True}, "Vous êtes sur la liste d’attente"),
        ({"offered": True}, "Une place vous est proposée\u00a0: répondez vite"),
        ({"cancelled": True}, ""),
    ],
)
def test_member_sees_own_status(session, animator, kind, words):
    EnrolmentFactory(session=session, waiting=True)
    EnrolmentFactory(session=session, member=animator, **kind)

    assert Session.objects.with_enrolment_of(animator).get().my_state == words


def test_visitor_has_no_status(session):
    EnrolmentFactory(session=session)

    assert Session.objects.with_enrolment_of(AnonymousUser()).get().my_state == ""


def stage_of(training, epm, *, dates, **session) -> Stage:
    created_session = SessionFactory(training=training, epm=epm, dates=dates, **session)
    return Session.objects.with_dates().get(pk=created_session.pk).stage


def test_stage_follows_dates(training, epm):
    assert stage_of(training, epm, dates=[in_days(1)]) == Stage.UPCOMING
    assert stage_of(training, epm, dates=[in_days(-1), in_days(1)]) == Stage.RUNNING
    assert stage_of(training, epm, dates=[in_days(0)]) == Stage.RUNNING
    assert stage_of(training, epm, dates=[in_days(-1)]) == Stage.TO_CLOSE
    assert stage_of(training, epm, dates=[in_days(1)], status=SessionStatus.CANCELLED) == Stage.CANCELLED


def test_session_is_done_once_each_half_day_is_closed(past_session):
    HalfDay.objects.update(closed_at=timezone.now())

    assert Session.objects.with_dates().get().stage == Stage.DONE


def test_place_names_the_commune_unless_the_epm_does(session):
    assert session.place == "EPM de Gramat"

    session.epm.name = "La Fabrique"

    assert session.place == "La Fabrique, Gramat"


def test_session_is_named_by_its_training_and_place(session):
    assert str(session) == "Animer un atelier collectif, EPM de Gramat"
