"""Giving a place, or a turn in the waiting list when there is none. The session is locked by the caller."""

import datetime

from django.utils import timezone

from formation.enrolment.models.enrolment import Enrolment
from formation.enrolment.notices import tell_place
from formation.enrolment.services.enrolment_journal import move
from formation.enrolment.waiting_list import origin_of, seats_of, with_facts
from formation.enums import EnrolmentStatus
from formation.sessions.services import occupy
from reseau.members.models.member import Member


def give_place_or_turn(*, enrolment: Enrolment, at: datetime.datetime, by: Member | None, reason: str = "") -> None:
    """A place if there is one for who comes from there. Refused (ValidationError) when she is elsewhere then."""
    session, day = enrolment.session, timezone.localdate(at)
    seats = seats_of(session, with_facts(session.enrolments.holding(), day), session.quotas.all(), day)
    is_free = seats.free_for(origin_of(enrolment.member, day)) > 0
    status = EnrolmentStatus.CONFIRMED if is_free else EnrolmentStatus.WAITING
    move(enrolment=enrolment, status=status, at=at, by=by, reason=reason)
    occupy(session=session, asking=by)
    if enrolment.is_confirmed:
        tell_place(enrolment, by=by, at=at)
