"""Offers: a free place is offered to the first on the waiting list for a time, then to the next.

Every step is in the journal and notified.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.enums import EnrolmentStatus
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.enrolment.notices import (
    correct_offer,
    notify_offer_expired,
    notify_place_given,
    notify_place_offered,
    restate_offer,
    withdraw_offer_notice,
)
from formation.sessions.enrolment.services.status_changes import change_status
from formation.sessions.enrolment.waiting_list import (
    ordered_waiting_list,
    origin_of_enrolment,
    seats_of,
    with_ranking_facts,
)
from formation.sessions.models.session import Session
from formation.sessions.occupancy import occupy
from reseau.people.members.models.member import Member

# Time to read mail, ask at work and answer; never beyond the first half-day.
OFFER_TIME = datetime.timedelta(hours=48)
UNANSWERED = "Proposition restée sans réponse"
DECLINED = "Proposition refusée"
NO_OFFER = "Cette place ne vous est plus proposée."


def offer_free_places(*, session: Session, at: datetime.datetime) -> None:
    """Offer the free places, in the order of the waiting list. The caller holds the lock of `session`."""
    if not session.is_open or session.has_begun(at):
        return
    day = timezone.localdate(at)
    enrolments = list(with_ranking_facts(session.enrolments.active(), day).select_related("member"))
    quotas = list(session.quotas.all())
    seats = seats_of(session, enrolments, quotas, day)
    for turn in ordered_waiting_list(session, enrolments, quotas, day):
        origin = origin_of_enrolment(turn.enrolment)
        if seats.free_for(origin):
            seats.take(origin)
            _offer(turn.enrolment, session, at)


def adapt_offers(*, session: Session, at: datetime.datetime) -> None:
    """Follow a session that changed: its offers end when it begins at the latest, its free places are offered.

    An offer that has not left says what the session has become.

    The caller holds the lock of `session`.
    """
    for enrolment in session.enrolments.offered().select_related("member"):
        enrolment.session = session
        if enrolment.offered_until <= session.begins_at:
            correct_offer(enrolment)
            continue
        enrolment.offered_until = session.begins_at
        enrolment.save(update_fields=["offered_until"])
        restate_offer(enrolment)
    offer_free_places(session=session, at=at)


@transaction.atomic
def accept_offer(*, session: Session, member: Member, at: datetime.datetime | None = None) -> Enrolment:
    """Give `member` the place that was offered.

    Raises ValidationError if there is no offer, if its time is over, or if the session is cancelled or has begun.
    """
    at = at or timezone.now()
    session = Session.objects.locked(session.pk)
    enrolment = _offered_enrolment(session, member)
    if not session.is_open or session.has_begun(at) or enrolment.offered_until <= at:
        raise ValidationError(NO_OFFER)
    withdraw_offer_notice(enrolment)
    change_status(enrolment=enrolment, status=EnrolmentStatus.CONFIRMED, at=at, by=member)
    occupy(session=session, requester=member)
    notify_place_given(enrolment, by=member, at=at)
    return enrolment


@transaction.atomic
def decline_offer(*, session: Session, member: Member, at: datetime.datetime | None = None) -> Enrolment:
    """Pass the place to the next on the waiting list. Raises ValidationError if there is no offer."""
    at = at or timezone.now()
    session = Session.objects.locked(session.pk)
    enrolment = _offered_enrolment(session, member)
    withdraw_offer_notice(enrolment)
    change_status(enrolment=enrolment, status=EnrolmentStatus.CANCELLED, at=at, by=member, reason=DECLINED)
    offer_free_places(session=session, at=at)
    return enrolment


def lapse_offers(*, at: datetime.datetime | None = None) -> int:
    """Expire the offers whose time is over, and offer their places to the next; return how many. Idempotent."""
    at = at or timezone.now()
    expired_offers = Enrolment.objects.offered().filter(offered_until__lte=at)
    return sum(
        _lapse_in(key, at) for key in expired_offers.order_by("session").values_list("session", flat=True).distinct()
    )


def release_kept_places(*, at: datetime.datetime | None = None) -> None:
    """Offer free places wherever somebody waits: places kept for a territory become free on a date. Idempotent."""
    at = at or timezone.now()
    sessions_with_waiting_list = Enrolment.objects.on_waiting_list().order_by().values("session")
    for key in Session.objects.upcoming().filter(pk__in=sessions_with_waiting_list).values_list("pk", flat=True):
        with transaction.atomic():
            offer_free_places(session=Session.objects.locked(key), at=at)


@transaction.atomic
def _lapse_in(session_key: int, at: datetime.datetime) -> int:
    session = Session.objects.locked(session_key)
    expired_offers = list(session.enrolments.offered().filter(offered_until__lte=at).select_related("member"))
    for enrolment in expired_offers:
        enrolment.session = session
        withdraw_offer_notice(enrolment)
        change_status(enrolment=enrolment, status=EnrolmentStatus.CANCELLED, at=at, reason=UNANSWERED)
        notify_offer_expired(enrolment)
    offer_free_places(session=session, at=at)
    return len(expired_offers)


def _offer(enrolment: Enrolment, session: Session, at: datetime.datetime) -> None:
    enrolment.session = session
    change_status(
        enrolment=enrolment,
        status=EnrolmentStatus.OFFERED,
        at=at,
        offered_until=min(at + OFFER_TIME, session.begins_at),
    )
    notify_place_offered(enrolment)


def _offered_enrolment(session: Session, member: Member) -> Enrolment:
    enrolment = session.enrolments.offered().filter(member=member).select_related("member").first()
    if enrolment is None:
        raise ValidationError(NO_OFFER)
    enrolment.session = session
    return enrolment
