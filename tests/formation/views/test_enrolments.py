"""Enrolling, leaving and one's own training record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from formation.enums import EnrolmentStatus, SessionStatus
from formation.models import Attendance, Session
from tests.factories.formation import EnrolmentFactory, HalfDayFactory, SessionFactory, in_days


def enrol_url(session) -> str:
    return f"/formation/sessions/{session.pk}/inscription/"


def leave_url(session) -> str:
    return f"/formation/sessions/{session.pk}/desinscription/"


def test_animator_enrols_in_one_click(as_animator, animator, session, messages_of):
    response = as_animator.post(enrol_url(session), follow=True)

    assert response.redirect_chain == [(session.get_absolute_url(), 302)]
    assert messages_of(response) == ["Vous êtes inscrit\u00a0: votre place est gardée."]
    assert [(one.member, one.status) for one in session.enrolments.all()] == [(animator, EnrolmentStatus.CONFIRMED)]


def test_second_click_is_answered_kindly(as_animator, session, messages_of):
    as_animator.post(enrol_url(session))

    response = as_animator.post(enrol_url(session), follow=True)

    assert messages_of(response)[-1] == "Vous êtes déjà inscrit à cette session\u00a0: votre place est gardée."
    assert session.enrolments.count() == 1


def test_rank_is_told_to_who_comes_too_late(as_animator, session, messages_of):
    Session.objects.update(capacity=1)
    EnrolmentFactory(session=session)
    EnrolmentFactory(session=session, waiting=True)

    response = as_animator.post(enrol_url(session), follow=True)

    rank = "vous êtes 2ᵉ sur la liste d’attente"
    assert messages_of(response) == [
        f"Il n’y a plus de place pour vous\u00a0: {rank}. Une alerte vous dira si une place se libère."
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"status": SessionStatus.CANCELLED}, "Cette session est annulée."),
        ({}, "Cette session a déjà commencé\u00a0: écrivez à la coordination."),
    ],
)
def test_session_that_is_over_takes_nobody(as_animator, past_session, messages_of, change, told):
    Session.objects.update(**change or {"note": ""})

    assert messages_of(as_animator.post(enrol_url(past_session), follow=True)) == [told]
    assert not past_session.enrolments.exists()


def test_unknown_session_is_not_found(as_animator, db):
    assert as_animator.post("/formation/sessions/999/inscription/").status_code == 404


def test_animator_leaves_and_frees_her_own_place_only(as_animator, animator, session, messages_of):
    other = EnrolmentFactory(session=session)
    EnrolmentFactory(session=session, member=animator)

    response = as_animator.post(leave_url(session), follow=True)

    assert messages_of(response) == ["Vous n’êtes plus inscrit à cette session. Merci d’avoir libéré la place."]
    assert list(session.enrolments.active()) == [other]


def test_who_is_not_enrolled_is_told_so(as_animator, session, messages_of):
    EnrolmentFactory(session=session)

    assert messages_of(as_animator.post(leave_url(session), follow=True)) == [
        "Vous n’êtes pas inscrit à cette session."
    ]
    assert session.enrolments.active().count() == 1


MINE = "/formation/mes-formations/"


def test_record_of_who_has_never_trained_leads_to_the_catalogue(as_animator, session):
    EnrolmentFactory(session=session)

    page = as_animator.get(MINE).content.decode()

    assert "Vous n’êtes inscrit à aucune session." in page
    assert '<a class="button" href="/formation/">' in page


def test_record_tells_what_comes_with_the_rank(as_animator, animator, session):
    EnrolmentFactory(session=session, waiting=True)
    EnrolmentFactory(session=session, member=animator, waiting=True)

    assert "Vous êtes 2ᵉ sur la liste d’attente." in as_animator.get(MINE).content.decode()


def test_record_tells_a_cancelled_session(as_animator, animator, session):
    EnrolmentFactory(session=session, member=animator, waiting=True)
    Session.objects.update(status=SessionStatus.CANCELLED)

    page = as_animator.get(MINE).content.decode()

    assert "Annulée" in page
    assert "liste d’attente" not in page


def follow(session, member, *, presences: list[bool]) -> None:
    """A place in a session whose half-days are all closed, with these presences."""
    enrolment = EnrolmentFactory(session=session, member=member)
    session.half_days.update(closed_at=timezone.now())
    for half_day, is_present in zip(session.half_days.all(), presences, strict=True):
        Attendance.objects.create(half_day=half_day, enrolment=enrolment, is_present=is_present)


def test_record_counts_half_days_and_hours(as_animator, animator, colleague, training, epm):
    dates = [in_days(-9), in_days(-8)]
    session = SessionFactory(training=training, epm=epm, dates=dates)
    follow(session, animator, presences=[True, False])
    follow(session, colleague, presences=[True, True])
    follow(SessionFactory(training=training, epm=epm, dates=dates), animator, presences=[True, True])

    page = as_animator.get(MINE).content.decode()

    assert "3\u00a0demi-journées suivies en tout, soit 9\u00a0h." in page
    assert "1\u00a0demi-journée suivie sur 2" in page
    assert "2\u00a0demi-journées suivies sur 2" in page


def test_record_of_who_was_absent_says_so(as_animator, animator, past_session):
    follow(past_session, animator, presences=[False])

    page = as_animator.get(MINE).content.decode()

    assert "0\u00a0demi-journée suivie en tout, soit 0\u00a0min." in page
    assert "Aucune présence notée" in page


def test_record_costs_the_same_with_one_and_with_many(as_animator, animator, training, epm):
    def add(number: int) -> None:
        past = SessionFactory(training=training, epm=epm, dates=[in_days(-2 * number), in_days(-2 * number - 1)])
        follow(past, animator, presences=[True, False])
        coming = SessionFactory(training=training, epm=epm, dates=[in_days(number)])
        HalfDayFactory(session=coming, date=in_days(number + 1))
        EnrolmentFactory(session=coming, member=animator)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_animator.get(MINE)
        return len(queries)

    add(1)
    with_one = count()
    for number in range(2, 6):
        add(number)

    assert count() == with_one <= 9
