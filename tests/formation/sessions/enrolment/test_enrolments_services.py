"""Enrolling and leaving: capacity, waiting list, refusals."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.notices.models import Notice
from formation.enums import EnrolmentStatus
from formation.sessions.enrolment.services.enrolments import enrol, leave, put_first
from formation.sessions.enrolment.waiting_list import turn_of
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import TerritoryQuota
from formation.year.session_changes.services import cancel_session
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.reseau import TerritoryFactory
from tests.moments import A_MINUTE, end_of, start_of


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


def test_member_put_first_who_left_waits_like_the_others(full_session, animator, coordinator):
    put_first(enrolment=enrol(session=full_session, member=animator), by=coordinator, reason="Reprise de poste")
    other_enrolment = EnrolmentFactory(session=full_session, waiting=True)
    leave(session=full_session, member=animator)

    second_enrolment = enrol(session=full_session, member=animator)

    assert (turn_of(other_enrolment).words, turn_of(second_enrolment).words) == (
        "vous êtes en tête de la liste d’attente",
        "vous êtes 2ᵉ sur la liste d’attente",
    )


@pytest.mark.parametrize("act", ["leave", "cancel"])
def test_notice_of_an_offer_goes_with_the_offer(training, epm, animator, coordinator, act):
    session = SessionFactory(training=training, epm=epm, capacity=1)
    holder = EnrolmentFactory(session=session).member
    enrol(session=session, member=animator)
    leave(session=session, member=holder)
    assert Notice.objects.filter(member=animator, text__startswith="Une place s’est libérée").count() == 1

    if act == "leave":
        leave(session=session, member=animator)
    else:
        cancel_session(session=session, reason="Neige", by=coordinator)

    assert not Notice.objects.filter(text__startswith="Une place s’est libérée").exists()


def test_cancelled_session_refuses_enrolment(session, animator):
    Session.objects.update(status=SessionStatus.CANCELLED)

    with pytest.raises(ValidationError, match="annulée"):
        enrol(session=session, member=animator)


@pytest.mark.parametrize(
    ("moment", "refusal"),
    [
        (lambda: start_of(in_days(2)) - A_MINUTE, "Les inscriptions ouvrent le"),
        (lambda: start_of(in_days(2)), ""),
        (lambda: end_of(in_days(4)), ""),
        (lambda: end_of(in_days(4)) + A_MINUTE, "Les inscriptions sont closes depuis le"),
    ],
)
def test_enrolment_is_open_from_its_first_minute_to_its_last(
    session, animator, colleague, coordinator, moment, refusal
):
    Session.objects.update(opens_on=in_days(2), closes_on=in_days(4))
    at = moment()

    if refusal:
        with pytest.raises(ValidationError, match=refusal):
            enrol(session=session, member=animator, at=at)
    else:
        assert enrol(session=session, member=animator, at=at).is_confirmed
    assert enrol(session=session, member=colleague, by=coordinator, at=at).is_confirmed


def test_enrolment_is_open_a_single_day(session, animator, colleague):
    Session.objects.update(opens_on=in_days(2), closes_on=in_days(2))

    assert enrol(session=session, member=animator, at=start_of(in_days(2))).is_confirmed
    assert enrol(session=session, member=colleague, at=end_of(in_days(2))).is_confirmed


@pytest.mark.parametrize("act", [enrol, leave])
def test_session_is_enrolled_in_and_left_until_the_minute_when_it_begins(session, animator, act):
    if act is leave:
        EnrolmentFactory(session=session, member=animator)

    with pytest.raises(ValidationError, match="déjà commencé"):
        act(session=session, member=animator, at=session.begins_at)
    act(session=session, member=animator, at=session.begins_at - A_MINUTE)

    assert session.enrolments.get().is_active == (act is enrol)


def test_places_are_kept_until_the_last_minute_of_their_last_day(session, animator, colleague):
    Session.objects.update(capacity=1, quotas_until=in_days(3))
    TerritoryQuota.objects.create(session=session, territory=TerritoryFactory(name="Gourdon"), places=1)

    assert enrol(session=session, member=animator, at=end_of(in_days(3))).is_waiting
    leave(session=session, member=animator, at=end_of(in_days(3)))
    assert enrol(session=session, member=colleague, at=end_of(in_days(3)) + A_MINUTE).is_confirmed


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
