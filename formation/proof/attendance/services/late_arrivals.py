"""A late arrival: somebody who was not enrolled gets a place on the spot, if one is left."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.enums import EnrolmentStatus
from formation.proof.attendance.services.attendance import refuse_unless_open
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.enrolment.notices import notify_place_given, withdraw_offer_notice
from formation.sessions.enrolment.services.status_changes import change_status
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from formation.sessions.occupancy import occupy
from reseau.people.members.models.member import Member
from reseau.texts.accent_folding import fold


@transaction.atomic
def enrol_late_arrival(
    *, half_day: HalfDay, member: Member, by: Member, at: datetime.datetime | None = None
) -> Enrolment:
    """Give `member` a place in a session that has begun; an existing place is kept.

    Remaining half-days are added to their calendar.

    Raises ValidationError if no place is left, if the member is not in the network that day or gives the session, and
    if nothing may be recorded at that half-day.
    """
    at = at or timezone.now()
    session = Session.objects.locked(half_day.session_id)
    refuse_unless_open(session=session, half_day=session.half_days.get(pk=half_day.pk), at=at)
    enrolment = session.enrolments.filter(member=member).first() or Enrolment(session=session, member=member)
    if enrolment.pk and enrolment.is_confirmed:
        return enrolment
    if not Member.objects.in_network(timezone.localdate(at)).filter(pk=member.pk).exists():
        raise ValidationError(f"{member} n’est pas membre du réseau\u00a0: les formations lui sont réservées.")
    if session.trainers.filter(member=member).exists():
        raise ValidationError(f"{member} anime la session\u00a0: sa présence se signe à la clôture.")
    if session.enrolments.holding().count() - enrolment.is_offered >= session.capacity:
        places = f"les {session.capacity}\u00a0places sont prises" if session.capacity > 1 else "sa place est prise"
        raise ValidationError(f"Impossible d’ajouter {member}\u00a0: {places}.")
    if enrolment.is_offered:
        withdraw_offer_notice(enrolment)
    enrolment.session, enrolment.requested_at, enrolment.put_first_at = session, at, None
    change_status(enrolment=enrolment, status=EnrolmentStatus.CONFIRMED, at=at, by=by, reason="Arrivée le jour même")
    occupy(session=session)
    if not all(half_day.has_begun(at) for half_day in session.half_days.all()):
        notify_place_given(enrolment, by=by, at=at)  # half-days remain: update their calendar
    return enrolment


def find_member_by_name(*, words: str) -> Member:
    """Return the only member of the network with this name, typed offline.

    Raises ValidationError if there is none, or several.
    """
    words = " ".join(words.split())
    members = list(Member.objects.in_network().filter(search_name__in=_rotations(words))[:2])
    if not members:
        raise ValidationError(
            f"Aucun membre du réseau ne s’appelle «\u00a0{words}\u00a0». Cherchez son nom dans la page."
        )
    if len(members) > 1:
        raise ValidationError(f"Plusieurs membres s’appellent «\u00a0{words}\u00a0». Choisissez dans la page.")
    return members[0]


def _rotations(words: str) -> list[str]:
    """Return every rotation of the words: « Camille Martin » and « Martin Camille », compound names included."""
    parts = fold(words).split()
    return [" ".join(parts[start:] + parts[:start]) for start in range(len(parts))]
