"""A free place is offered for a time; declined or expired, it goes to the next, and the journal records it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.notices.models import Notice
from formation.enums import EnrolmentStatus
from formation.sessions.enrolment.models.enrolment import Enrolment, EnrolmentEvent
from formation.sessions.enrolment.services.enrolments import leave
from formation.sessions.enrolment.services.offers import accept_offer, decline_offer, lapse_offers, release_kept_places
from formation.sessions.enums import SessionStatus
from formation.sessions.models.occupancy import Occupancy
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import TerritoryQuota
from formation.year.session_changes.services import cancel_session
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.reseau import EPMFactory, PositionFactory, TerritoryFactory
from tests.moments import A_MINUTE, end_of

AN_HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def offer(session):
    """The only place of `session`, offered; the first on the waiting list waits behind."""
    Session.objects.update(capacity=1)
    enrolment = EnrolmentFactory(session=session, offered=True)
    EnrolmentFactory(session=session, waiting=True)
    return enrolment


def status_of(enrolment) -> str:
    enrolment.refresh_from_db()
    return enrolment.status


def next_in_line(session):
    return session.enrolments.order_by("pk").last()


def journal(enrolment) -> list[tuple]:
    return list(enrolment.events.values_list("status", "by", "reason"))


def test_accepted_offer_gives_the_place_and_occupies_the_member(offer, session):
    accept_offer(session=session, member=offer.member)

    offer.refresh_from_db()
    assert (offer.status, offer.offered_until) == (EnrolmentStatus.CONFIRMED, None)
    assert journal(offer) == [(EnrolmentStatus.CONFIRMED, offer.member.pk, "")]
    assert Occupancy.objects.get(member=offer.member).half_day == session.half_days.get()


def test_declined_offer_goes_to_the_next(offer, session):
    decline_offer(session=session, member=offer.member)

    assert status_of(offer) == EnrolmentStatus.CANCELLED
    assert status_of(next_in_line(session)) == EnrolmentStatus.OFFERED


def test_expired_offer_goes_to_the_next_and_both_are_notified(offer, session):
    second = next_in_line(session)

    assert lapse_offers(at=offer.offered_until) == 1

    assert journal(offer) == [(EnrolmentStatus.CANCELLED, None, "Proposition restée sans réponse")]
    assert (status_of(offer), status_of(second)) == (EnrolmentStatus.CANCELLED, EnrolmentStatus.OFFERED)
    assert set(Notice.objects.values_list("member", flat=True)) == {offer.member.pk, second.member.pk}
    assert lapse_offers(at=offer.offered_until or timezone.now()) == 0


def test_offer_stands_until_its_last_minute(offer):
    assert lapse_offers(at=offer.offered_until - A_MINUTE) == 0
    assert status_of(offer) == EnrolmentStatus.OFFERED


def test_offer_is_accepted_until_its_last_minute(offer, session):
    """Even if nothing has passed it on yet."""
    with pytest.raises(ValidationError, match="ne vous est plus proposée"):
        accept_offer(session=session, member=offer.member, at=offer.offered_until)

    accept_offer(session=session, member=offer.member, at=offer.offered_until - A_MINUTE)
    assert status_of(offer) == EnrolmentStatus.CONFIRMED


def test_offer_is_accepted_until_the_session_begins(offer, session):
    Enrolment.objects.filter(pk=offer.pk).update(offered_until=session.begins_at + AN_HOUR)

    with pytest.raises(ValidationError, match="ne vous est plus proposée"):
        accept_offer(session=session, member=offer.member, at=session.begins_at)
    accept_offer(session=session, member=offer.member, at=session.begins_at - A_MINUTE)

    assert status_of(offer) == EnrolmentStatus.CONFIRMED


@pytest.fixture
def later_offer(offer, session):
    """A second place of `session`, offered an hour after `offer`."""
    Session.objects.update(capacity=2)
    return EnrolmentFactory(session=session, offered=True, offered_until=offer.offered_until + AN_HOUR)


def test_expired_offer_leaves_other_offers_and_places_of_the_session(offer, later_offer, session):
    Session.objects.update(capacity=3)
    confirmed, second = EnrolmentFactory(session=session), session.enrolments.waiting().get()

    assert lapse_offers(at=offer.offered_until) == 1

    assert [status_of(one) for one in (offer, later_offer, confirmed, second)] == [
        EnrolmentStatus.CANCELLED,
        EnrolmentStatus.OFFERED,
        EnrolmentStatus.CONFIRMED,
        EnrolmentStatus.OFFERED,
    ]
    assert journal(later_offer) == []


def test_expired_offer_leaves_offers_of_other_sessions(offer, session):
    other = EnrolmentFactory(
        session=SessionFactory(training=session.training, epm=EPMFactory()),
        offered=True,
        offered_until=offer.offered_until + AN_HOUR,
    )

    assert lapse_offers(at=offer.offered_until) == 1

    assert status_of(other) == EnrolmentStatus.OFFERED


@pytest.mark.parametrize(
    ("answer", "status"),
    [(accept_offer, EnrolmentStatus.CONFIRMED), (decline_offer, EnrolmentStatus.CANCELLED)],
)
def test_answer_to_an_offer_leaves_the_other_offer(offer, later_offer, session, answer, status):
    answer(session=session, member=offer.member)

    assert (status_of(offer), status_of(later_offer)) == (status, EnrolmentStatus.OFFERED)


def test_offer_never_lasts_beyond_the_first_half_day(training, epm):
    session = SessionFactory(training=training, epm=epm, capacity=1)
    confirmed_enrolment = EnrolmentFactory(session=session)
    waiting_enrolment = EnrolmentFactory(session=session, waiting=True)

    leave(session=session, member=confirmed_enrolment.member, at=session.begins_at - AN_HOUR)

    waiting_enrolment.refresh_from_db()
    assert waiting_enrolment.offered_until == session.begins_at


@pytest.mark.parametrize("answer", [accept_offer, decline_offer])
def test_member_without_offer_cannot_answer(offer, session, animator, answer):
    for member in (next_in_line(session).member, animator):
        with pytest.raises(ValidationError, match="ne vous est plus proposée"):
            answer(session=session, member=member)


@pytest.mark.parametrize("answer", [accept_offer, decline_offer])
def test_answered_offer_leaves_no_notice(session, animator, answer):
    Session.objects.update(capacity=1)
    holder = EnrolmentFactory(session=session).member
    EnrolmentFactory(session=session, member=animator, waiting=True)
    leave(session=session, member=holder)
    assert Notice.objects.get().member == animator

    answer(session=session, member=animator)

    assert not Notice.objects.exists()


@pytest.mark.parametrize("change", [{"status": SessionStatus.CANCELLED}, {}])
def test_offer_of_a_cancelled_or_begun_session_cannot_be_accepted(offer, session, change):
    Session.objects.update(**change)
    at = timezone.now() if change else session.begins_at

    with pytest.raises(ValidationError, match="ne vous est plus proposée"):
        accept_offer(session=session, member=offer.member, at=at)

    assert status_of(offer) == EnrolmentStatus.OFFERED


def test_offer_cannot_be_accepted_by_a_member_taken_elsewhere(offer, session):
    other_session = SessionFactory(training=session.training, epm=EPMFactory())
    EnrolmentFactory(session=other_session, member=offer.member)
    Occupancy.objects.create(
        half_day=other_session.half_days.get(),
        date=in_days(7),
        part=other_session.half_days.get().part,
        member=offer.member,
    )

    with pytest.raises(ValidationError, match="Vous avez déjà une session le"):
        accept_offer(session=session, member=offer.member)

    assert status_of(offer) == EnrolmentStatus.OFFERED


def test_cancelled_session_ends_its_offers(offer, session, coordinator):
    cancel_session(session=session, reason="Salle fermée", by=coordinator)

    assert status_of(offer) == EnrolmentStatus.CANCELLED
    assert not session.enrolments.offered().exists()


def test_cancelled_session_leaves_other_enrolments_and_offers_of_other_sessions(offer, session, coordinator):
    other = EnrolmentFactory(session=SessionFactory(training=session.training, epm=EPMFactory()), offered=True)
    waiting, confirmed = next_in_line(session), EnrolmentFactory(session=session)

    cancel_session(session=session, reason="Salle fermée", by=coordinator)

    assert [status_of(one) for one in (waiting, confirmed, other)] == [
        EnrolmentStatus.WAITING,
        EnrolmentStatus.CONFIRMED,
        EnrolmentStatus.OFFERED,
    ]


def test_kept_places_are_offered_to_everybody_after_the_last_day(session):
    Session.objects.update(capacity=1, quotas_until=in_days(2))
    TerritoryQuota.objects.create(session=session, territory=TerritoryFactory(name="Gourdon"), places=1)
    waiting_enrolment = EnrolmentFactory(session=session, waiting=True, member=PositionFactory().member)

    release_kept_places(at=end_of(in_days(2)))
    assert status_of(waiting_enrolment) == EnrolmentStatus.WAITING

    release_kept_places(at=end_of(in_days(2)) + A_MINUTE)
    assert status_of(waiting_enrolment) == EnrolmentStatus.OFFERED
    assert EnrolmentEvent.objects.count() == 1
