"""A place that comes free is offered to who is next in line, for a time; without an answer it is offered to the next.

Nobody loses a turn in silence: each step is in the journal and is told.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.enrolment.models.enrolment import Enrolment
from formation.enrolment.notices import forget_offer, tell_offered, tell_passed_on, tell_place
from formation.enrolment.services.enrolment_journal import move
from formation.enrolment.waiting_list import line_of, origin, seats_of, with_facts
from formation.enums import EnrolmentStatus
from formation.sessions.models.session import Session
from formation.sessions.services import occupy
from reseau.members.models.member import Member

# Time to read one's mail, ask at work, and answer; never beyond the first half-day.
OFFER_TIME = datetime.timedelta(hours=48)
UNANSWERED = "Proposition restée sans réponse"
DECLINED = "Proposition refusée"
NO_OFFER = "Cette place ne vous est plus proposée."


def offer_free_places(*, session: Session, at: datetime.datetime) -> None:
    """Offers the places that are free, in the order of the line. `session` is locked by the caller."""
    if not session.is_open or session.has_begun(at):
        return
    day = timezone.localdate(at)
    enrolments = list(with_facts(session.enrolments.active(), day).select_related("member"))
    quotas = list(session.quotas.all())
    seats = seats_of(session, enrolments, quotas, day)
    for turn in line_of(session, enrolments, quotas, day):
        here = origin(turn.enrolment)
        if seats.free_for(here):
            seats.take(here)
            _offer(turn.enrolment, session, at)


@transaction.atomic
def accept_offer(*, session: Session, member: Member, at: datetime.datetime | None = None) -> Enrolment:
    """Gives `member` the place that is kept for her. Refused (ValidationError) when it is not, or not any more."""
    at = at or timezone.now()
    session = Session.objects.locked(session.pk)
    enrolment = _offered(session, member)
    if not session.is_open or session.has_begun(at):
        raise ValidationError(NO_OFFER)
    forget_offer(enrolment)
    move(enrolment=enrolment, status=EnrolmentStatus.CONFIRMED, at=at, by=member)
    occupy(session=session, asking=member)
    tell_place(enrolment, by=member, at=at)
    return enrolment


@transaction.atomic
def decline_offer(*, session: Session, member: Member, at: datetime.datetime | None = None) -> Enrolment:
    """Lets the place go to the next in line. Refused (ValidationError) when it is not offered to her any more."""
    at = at or timezone.now()
    session = Session.objects.locked(session.pk)
    enrolment = _offered(session, member)
    forget_offer(enrolment)
    move(enrolment=enrolment, status=EnrolmentStatus.CANCELLED, at=at, by=member, reason=DECLINED)
    offer_free_places(session=session, at=at)
    return enrolment


def lapse_offers(*, at: datetime.datetime | None = None) -> int:
    """Ends the offers whose time has passed, offers their places to the next; returns how many. Safe to run twice."""
    at = at or timezone.now()
    late = Enrolment.objects.offered().filter(offered_until__lte=at)
    return sum(_lapse_in(key, at) for key in late.order_by("session").values_list("session", flat=True).distinct())


def release_kept_places(*, at: datetime.datetime | None = None) -> None:
    """Offers what is free wherever somebody waits: places kept for a territory come free on a date. Safe to repeat."""
    at = at or timezone.now()
    waited_for = Enrolment.objects.in_line().order_by().values("session")
    for key in Session.objects.upcoming().filter(pk__in=waited_for).values_list("pk", flat=True):
        with transaction.atomic():
            offer_free_places(session=Session.objects.locked(key), at=at)


@transaction.atomic
def _lapse_in(session_key: int, at: datetime.datetime) -> int:
    session = Session.objects.locked(session_key)
    late = list(session.enrolments.offered().filter(offered_until__lte=at).select_related("member"))
    for enrolment in late:
        enrolment.session = session
        forget_offer(enrolment)
        move(enrolment=enrolment, status=EnrolmentStatus.CANCELLED, at=at, reason=UNANSWERED)
        tell_passed_on(enrolment)
    offer_free_places(session=session, at=at)
    return len(late)


def _offer(enrolment: Enrolment, session: Session, at: datetime.datetime) -> None:
    enrolment.session = session
    move(
        enrolment=enrolment,
        status=EnrolmentStatus.OFFERED,
        at=at,
        offered_until=min(at + OFFER_TIME, session.begins_at),
    )
    tell_offered(enrolment)


def _offered(session: Session, member: Member) -> Enrolment:
    enrolment = session.enrolments.offered().filter(member=member).select_related("member").first()
    if enrolment is None:
        raise ValidationError(NO_OFFER)
    enrolment.session = session
    return enrolment
