"""Enrol in a session and leave it. Both lock the row of the session, so that its capacity holds."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.enums import EnrolmentStatus
from formation.sessions.carpool.services import end_lost_rides
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.enrolment.notices import (
    mail_place_released,
    notify_enrolled_by_coordinator,
    notify_removed,
    withdraw_offer_notice,
)
from formation.sessions.enrolment.services.agreements import ask_agreement
from formation.sessions.enrolment.services.offers import offer_free_places
from formation.sessions.enrolment.services.status_changes import change_status, give_place_or_turn
from formation.sessions.enrolment.waiting_list import turn_of
from formation.sessions.models.session import Session
from formation.sessions.occupancy import occupy
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.texts.wording import day_in_full


@transaction.atomic
def enrol(
    *, session: Session, member: Member, by: Member | None = None, at: datetime.datetime | None = None
) -> Enrolment:
    """Give `member` a place, or a position on the waiting list; first ask their employer if their position requires it.

    `by` is a coordinator who enrols somebody else: enrolment dates do not apply, and the member is notified.

    Raises ValidationError if the session is cancelled, a draft or begun, outside enrolment dates, if the member has no
    live position, gives the session, is enrolled already, or is taken at that time.
    """
    at, by = at or timezone.now(), by or member
    session = Session.objects.locked(session.pk)
    _refuse_if_over(session, at)
    day = timezone.localdate(at)
    if by == member:
        _refuse_outside_enrolment(session, day)
    _refuse_ineligible(session, member, day)
    enrolment = session.enrolments.filter(member=member).first() or Enrolment(session=session, member=member)
    if enrolment.pk and enrolment.is_active:
        raise ValidationError(_already_enrolled_message(enrolment))
    enrolment.session, enrolment.requested_at, enrolment.put_first_at = session, at, None
    if employer := Position.objects.live(day).employer_of(member):
        change_status(enrolment=enrolment, status=EnrolmentStatus.REQUESTED, at=at, by=by)
        ask_agreement(enrolment=enrolment, email=employer, at=at)
    else:
        give_place_or_turn(enrolment=enrolment, at=at, by=by)
    if by != member and not enrolment.is_confirmed:
        notify_enrolled_by_coordinator(enrolment, by)
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
    """Cancel the enrolment of `member`; a free place goes to the next on the waiting list, and their rides end.

    `by`, if it is not the member, gives a `reason` that the member reads.

    Raises ValidationError if the session is cancelled, a draft or begun, and if the member is not enrolled.
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
        withdraw_offer_notice(enrolment)
    change_status(enrolment=enrolment, status=EnrolmentStatus.CANCELLED, at=at, by=by, reason=reason)
    occupy(session=session)
    end_lost_rides(session=session)
    if by != member:
        notify_removed(enrolment, by, reason, had_place=had_place, at=at)
    elif had_place:
        mail_place_released(enrolment, at=at)
    offer_free_places(session=session, at=at)
    return enrolment


@transaction.atomic
def put_first(*, enrolment: Enrolment, by: Member, reason: str, at: datetime.datetime | None = None) -> Enrolment:
    """Put a waiting member before the rules; the journal keeps the author and the reason.

    Raises ValidationError if the member is not on the waiting list.
    """
    at = at or timezone.now()
    session = Session.objects.locked(enrolment.session_id)
    enrolment = session.enrolments.waiting().filter(pk=enrolment.pk).first()
    if enrolment is None:
        raise ValidationError("Cette personne n’est plus sur la liste d’attente.")
    enrolment.put_first_at = at
    change_status(enrolment=enrolment, status=EnrolmentStatus.WAITING, at=at, by=by, reason=reason)
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
        closing_day = day_in_full(session.closes_on)
        raise ValidationError(f"Les inscriptions sont closes depuis le {closing_day}\u00a0: écrivez à la coordination.")


def _refuse_ineligible(session: Session, member: Member, day: datetime.date) -> None:
    if not Member.objects.in_network(day).filter(pk=member.pk).exists():
        raise ValidationError("Les formations sont réservées aux membres du réseau.")
    if session.trainers.filter(member=member).exists():
        raise ValidationError("Les personnes qui animent la session n’ont pas besoin de s’y inscrire.")


def _already_enrolled_message(enrolment: Enrolment) -> str:
    if enrolment.is_waiting:
        return f"Votre demande est déjà enregistrée\u00a0: {turn_of(enrolment).words}."
    if enrolment.is_confirmed:
        return "L’inscription est déjà enregistrée\u00a0: la place est gardée."
    return f"{enrolment.state_words}."
