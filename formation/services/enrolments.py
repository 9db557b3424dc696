"""Enrolling in a session and leaving it. Capacity holds because both go through the locked row of the session."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alertes.enums import Matter
from alertes.services import notify
from formation.enums import EnrolmentStatus
from formation.models import Enrolment, Session
from reseau.models import Member, Position
from reseau.wording import day_in_full


@transaction.atomic
def enrol(*, session: Session, member: Member, at: datetime.datetime | None = None) -> Enrolment:
    """Gives `member` a place, or a turn in the waiting list when there is none left.

    Refused (ValidationError) when the session is cancelled or has begun, to who has no live position, and to who is
    enrolled already.
    """
    at = at or timezone.now()
    session = Session.objects.locked(session.pk)
    _refuse_if_over(session, at)
    day = timezone.localdate(at)
    if not Position.objects.live(day).filter(member=member).exists():
        raise ValidationError("Les formations sont réservées aux membres du réseau.")
    enrolment = session.enrolments.filter(member=member).first() or Enrolment(session=session, member=member)
    if enrolment.pk and enrolment.is_active:
        raise ValidationError(_already(enrolment))
    is_free = session.enrolments.confirmed().count() < session.capacity
    enrolment.status = EnrolmentStatus.CONFIRMED if is_free else EnrolmentStatus.WAITING
    enrolment.requested_at = at
    enrolment.save()
    return enrolment


@transaction.atomic
def leave(*, session: Session, member: Member, at: datetime.datetime | None = None) -> Enrolment:
    """Frees the place or the turn of `member`; the first who waits gets the place and is told.

    Refused (ValidationError) when the session is cancelled or has begun, and to who is not enrolled.
    """
    at = at or timezone.now()
    session = Session.objects.locked(session.pk)
    _refuse_if_over(session, at)
    enrolment = session.enrolments.active().filter(member=member).first()
    if enrolment is None:
        raise ValidationError("Vous n’êtes pas inscrit à cette session.")
    enrolment.status = EnrolmentStatus.CANCELLED
    enrolment.save(update_fields=["status"])
    fill_free_places(session=session, at=at)
    return enrolment


def fill_free_places(*, session: Session, at: datetime.datetime) -> None:
    """Confirms those who wait, in their order, as long as places are left. `session` is locked by the caller."""
    if session.has_begun(at):
        return
    free = max(session.capacity - session.enrolments.confirmed().count(), 0)
    for enrolment in session.enrolments.in_line().select_related("member")[:free]:
        enrolment.status = EnrolmentStatus.CONFIRMED
        enrolment.save(update_fields=["status"])
        day = day_in_full(timezone.localdate(session.begins_at))
        notify(
            members=[enrolment.member],
            key=f"enrolment:{enrolment.pk}:confirmed:{enrolment.requested_at:%Y%m%d%H%M%S%f}",
            text=f"Une place s’est libérée\u00a0: vous êtes inscrit le {day}, {session.training.title}",
            url=session.get_absolute_url(),
            matter=Matter.TRAINING,
        )


def _refuse_if_over(session: Session, at: datetime.datetime) -> None:
    if session.is_cancelled:
        raise ValidationError("Cette session est annulée.")
    if session.has_begun(at):
        raise ValidationError("Cette session a déjà commencé\u00a0: écrivez à la coordination.")


def _already(enrolment: Enrolment) -> str:
    if enrolment.is_confirmed:
        return "Vous êtes déjà inscrit à cette session\u00a0: votre place est gardée."
    rank = Enrolment.objects.with_rank().get(pk=enrolment.pk).rank_words
    return f"Votre demande est déjà notée\u00a0: {rank}."
