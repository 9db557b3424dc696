"""Enrolling in a session and leaving it. Capacity holds because both go through the locked row of the session."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.carpool.services import end_lost_rides
from formation.enrolment.models.enrolment import Enrolment
from formation.enrolment.notices import forget_offer, tell_enrolled_by, tell_left, tell_removed_by
from formation.enrolment.services.agreements import ask_agreement
from formation.enrolment.services.enrolment_journal import move
from formation.enrolment.services.offers import offer_free_places
from formation.enrolment.services.seats import give_place_or_turn
from formation.enrolment.waiting_list import turn_of
from formation.enums import EnrolmentStatus
from formation.sessions.models.session import Session
from formation.sessions.services import occupy
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.wording import day_in_full


@transaction.atomic
def enrol(
    *, session: Session, member: Member, by: Member | None = None, at: datetime.datetime | None = None
) -> Enrolment:
    """Gives `member` a place, or a turn in the waiting list when there is none for her; where her position asks for the
    agreement of her employer, he is asked first.

    `by` is who asks when it is not herself: a coordinator, whom the dates of enrolment do not stop; she is told then.
    Refused (ValidationError) when the session is cancelled, a draft or begun, before and after enrolment, to who has no
    live position, gives the session, is enrolled already, or is elsewhere at that time.
    """
    at, by = at or timezone.now(), by or member
    session = Session.objects.locked(session.pk)
    _refuse_if_over(session, at)
    day = timezone.localdate(at)
    if by == member:
        _refuse_outside_enrolment(session, day)
    _refuse_strangers(session, member, day)
    enrolment = session.enrolments.filter(member=member).first() or Enrolment(session=session, member=member)
    if enrolment.pk and enrolment.is_active:
        raise ValidationError(_already(enrolment))
    enrolment.session, enrolment.requested_at, enrolment.put_first_at = session, at, None
    if employer := Position.objects.live(day).employer_of(member):
        move(enrolment=enrolment, status=EnrolmentStatus.REQUESTED, at=at, by=by)
        ask_agreement(enrolment=enrolment, email=employer, at=at)
    else:
        give_place_or_turn(enrolment=enrolment, at=at, by=by)
    if by != member and not enrolment.is_confirmed:
        tell_enrolled_by(enrolment, by)
    return enrolment


@transaction.atomic
def leave(
    *,
    session: Session,
    member: Member,
    by: Member | None = None,
    reason: str = "",
    at: datetime.datetime | None = None,
) -> Enrolment:
    """Frees the place or the turn of `member`; a place goes to the next in line.

    `by`, who takes her out when it is not herself, gives a `reason`, which she reads. Refused (ValidationError) when
    the session is cancelled or has begun, and to who is not enrolled.
    """
    at, by = at or timezone.now(), by or member
    session = Session.objects.locked(session.pk)
    _refuse_if_over(session, at)
    enrolment = session.enrolments.active().filter(member=member).first()
    if enrolment is None:
        raise ValidationError(
            "Vous n’avez pas d’inscription à cette session."
            if by == member
            else "Cette personne n’est pas inscrite à cette session."
        )
    enrolment.session, had_place = session, enrolment.is_confirmed
    if enrolment.is_offered:
        forget_offer(enrolment)
    move(enrolment=enrolment, status=EnrolmentStatus.CANCELLED, at=at, by=by, reason=reason)
    occupy(session=session)
    end_lost_rides(session=session)
    if by != member:
        tell_removed_by(enrolment, by, reason, had_place=had_place, at=at)
    elif had_place:
        tell_left(enrolment, at=at)
    offer_free_places(session=session, at=at)
    return enrolment


@transaction.atomic
def put_first(*, enrolment: Enrolment, by: Member, reason: str, at: datetime.datetime | None = None) -> Enrolment:
    """Has who waits pass before the rules of the line; the journal keeps who decided it and why.

    Refused (ValidationError) to who does not wait any more.
    """
    at = at or timezone.now()
    session = Session.objects.locked(enrolment.session_id)
    enrolment = session.enrolments.waiting().filter(pk=enrolment.pk).first()
    if enrolment is None:
        raise ValidationError("Cette personne n’est plus sur la liste d’attente.")
    enrolment.put_first_at = at
    move(enrolment=enrolment, status=EnrolmentStatus.WAITING, at=at, by=by, reason=reason)
    return enrolment


def _refuse_if_over(session: Session, at: datetime.datetime) -> None:
    if session.is_cancelled:
        raise ValidationError("Cette session est annulée.")
    if session.is_draft:
        raise ValidationError("Cette session n’est pas encore annoncée.")
    if session.has_begun(at):
        raise ValidationError("Cette session a déjà commencé\u00a0: écrivez à la coordination.")


def _refuse_outside_enrolment(session: Session, day: datetime.date) -> None:
    if session.opens_on and day < session.opens_on:
        raise ValidationError(f"Les inscriptions ouvrent le {day_in_full(session.opens_on)}.")
    if session.closes_on and day > session.closes_on:
        closed = day_in_full(session.closes_on)
        raise ValidationError(f"Les inscriptions sont closes depuis le {closed}\u00a0: écrivez à la coordination.")


def _refuse_strangers(session: Session, member: Member, day: datetime.date) -> None:
    if not Position.objects.live(day).filter(member=member).exists():
        raise ValidationError("Les formations sont réservées aux membres du réseau.")
    if session.trainers.filter(member=member).exists():
        raise ValidationError("Les personnes qui animent la session n’ont pas besoin de s’y inscrire.")


def _already(enrolment: Enrolment) -> str:
    if enrolment.is_waiting:
        return f"Votre demande est déjà enregistrée\u00a0: {turn_of(enrolment).words}."
    if enrolment.is_confirmed:
        return "L’inscription est déjà enregistrée\u00a0: la place est gardée."
    return f"{enrolment.state_words}."
