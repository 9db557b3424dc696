"""Enrolling and leaving: capacity, waiting list, refusals."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.notices.models import Notice
from formation.enrolment.services.enrolments import enrol, leave
from formation.enums import EnrolmentStatus
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session import Session
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days


def statuses(session: Session) -> list[str]:
    return list(session.enrolments.values_list("status", flat=True))


@pytest.fixture
def full_session(session):
    """`session` with a single place, taken."""
    Session.objects.update(capacity=1)
    EnrolmentFactory(session=session)
    return session


def test_free_place_is_given(session, animator):
    assert enrol(session=session, member=animator).is_confirmed


def test_full_session_puts_request_on_waiting_list(full_session, animator):
    assert enrol(session=full_session, member=animator).is_waiting
    assert statuses(full_session) == [EnrolmentStatus.CONFIRMED, EnrolmentStatus.WAITING]


def test_offered_place_is_not_given_to_another_request(session, animator):
    Session.objects.update(capacity=1)
    EnrolmentFactory(session=session, offered=True)

    assert enrol(session=session, member=animator).is_waiting
    assert statuses(session) == [EnrolmentStatus.OFFERED, EnrolmentStatus.WAITING]


def test_offered_place_is_not_given_to_a_member_enrolled_by_a_coordinator(session, animator, coordinator):
    Session.objects.update(capacity=2)
    EnrolmentFactory(session=session)
    EnrolmentFactory(session=session, offered=True)

    assert enrol(session=session, member=animator, by=coordinator).is_waiting


def test_stale_session_does_not_overbook(session, animator, colleague):
    """Like parallel requests (test_parallel_enrolments), in one thread: both load the session beforehand."""
    Session.objects.update(capacity=1)
    first, second = Session.objects.with_places().get(), Session.objects.with_places().get()

    enrol(session=first, member=animator)
    enrol(session=second, member=colleague)

    assert statuses(session) == [EnrolmentStatus.CONFIRMED, EnrolmentStatus.WAITING]


def test_second_request_of_a_participant_changes_nothing(session, animator):
    enrol(session=session, member=animator)

    with pytest.raises(ValidationError) as refusal:
        enrol(session=session, member=animator)

    assert refusal.value.message == "L’inscription est déjà enregistrée\u00a0: la place est gardée."
    assert statuses(session) == [EnrolmentStatus.CONFIRMED]


def test_second_request_of_a_waiting_member_shows_the_rank(full_session, animator):
    EnrolmentFactory(session=full_session, waiting=True)
    enrol(session=full_session, member=animator)

    with pytest.raises(ValidationError) as refusal:
        enrol(session=full_session, member=animator)

    assert refusal.value.message == "Votre demande est déjà enregistrée\u00a0: vous êtes 2ᵉ sur la liste d’attente."


def test_member_who_enrols_again_gets_the_last_rank(full_session, animator):
    enrol(session=full_session, member=animator)
    other_enrolment = EnrolmentFactory(session=full_session, waiting=True)
    leave(session=full_session, member=animator)

    second_enrolment = enrol(session=full_session, member=animator)

    assert list(full_session.enrolments.on_waiting_list()) == [other_enrolment, second_enrolment]


def test_cancelled_session_refuses_enrolment(session, animator):
    Session.objects.update(status=SessionStatus.CANCELLED)

    with pytest.raises(ValidationError, match="annulée"):
        enrol(session=session, member=animator)


def test_session_that_has_begun_refuses_enrolment(past_session, animator):
    with pytest.raises(ValidationError, match="déjà commencé"):
        enrol(session=past_session, member=animator)

    assert statuses(past_session) == []


def test_enrolment_can_be_recorded_at_a_past_time(past_session, animator):
    at = timezone.now() - datetime.timedelta(days=30)

    enrolment = enrol(session=past_session, member=animator, at=at)

    assert (enrolment.is_confirmed, enrolment.requested_at) == (True, at)


def test_outsider_is_refused_even_if_a_coordinator_enrols_them(session, outsider, coordinator):
    for by in (None, coordinator):
        with pytest.raises(ValidationError, match="réservées aux membres du réseau"):
            enrol(session=session, member=outsider, by=by)

    assert statuses(session) == []


def test_released_place_is_offered_to_the_first_waiting_member(training, epm, animator):
    session = SessionFactory(training=training, epm=epm, capacity=1, dates=[datetime.date(2126, 3, 12)])
    EnrolmentFactory(session=session, member=animator)
    first, second = EnrolmentFactory.create_batch(2, session=session, waiting=True)

    at = datetime.datetime(2126, 1, 1, 9, tzinfo=datetime.UTC)

    leave(session=session, member=animator, at=at)

    offer = session.enrolments.offered().get()
    assert (offer, offer.offered_until) == (first, at + datetime.timedelta(hours=48))
    assert list(session.enrolments.waiting()) == [second]
    notice = Notice.objects.get()
    assert (notice.member, notice.url) == (first.member, f"/formation/sessions/{session.pk}/")
    assert notice.text == (
        "Une place s’est libérée\u00a0: elle est gardée pour vous jusqu’au jeudi 3 janvier 2126 à 10\u00a0h. "
        f"Animer un atelier collectif, le mardi 12 mars 2126, {session.place}"
    )


def test_released_place_is_not_offered_to_a_former_member(full_session, former):
    participant = full_session.enrolments.get().member
    EnrolmentFactory(session=full_session, member=former, waiting=True)
    second = EnrolmentFactory(session=full_session, waiting=True)

    leave(session=full_session, member=participant)

    assert list(full_session.enrolments.offered()) == [second]


def test_waiting_member_leaves_without_any_notice(full_session, animator):
    enrol(session=full_session, member=animator)
    EnrolmentFactory(session=full_session, waiting=True)

    leave(session=full_session, member=animator)

    assert full_session.enrolments.confirmed().count() == 1
    assert not Notice.objects.exists()


def test_member_without_enrolment_cannot_leave(session, animator):
    EnrolmentFactory(session=session, member=animator, cancelled=True)

    with pytest.raises(ValidationError, match="Vous n’avez pas d’inscription à cette session"):
        leave(session=session, member=animator)


def test_session_that_has_begun_cannot_be_left(training, epm, animator):
    session = SessionFactory(training=training, epm=epm, dates=[in_days(-1), in_days(1)])
    EnrolmentFactory(session=session, member=animator)

    with pytest.raises(ValidationError, match="déjà commencé"):
        leave(session=session, member=animator)
