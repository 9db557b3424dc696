"""Changes of the status of an enrolment, each written with its line in the journal."""

import datetime

from django.utils import timezone

from formation.enums import EnrolmentStatus
from formation.sessions.enrolment.models.enrolment import Enrolment, EnrolmentEvent
from formation.sessions.enrolment.notices import notify_place_given
from formation.sessions.enrolment.waiting_list import origin_of_member, seats_of, with_ranking_facts
from formation.sessions.occupancy import occupy
from reseau.people.members.models.member import Member


def change_status(
    *,
    enrolment: Enrolment,
    status: EnrolmentStatus,
    at: datetime.datetime,
    by: Member | None = None,
    reason: str = "",
    offered_until: datetime.datetime | None = None,
) -> None:
    """Save `enrolment` with its new status. Without `by`, the site applies its rules."""
    enrolment.status, enrolment.offered_until = status, offered_until
    if status in (EnrolmentStatus.CONFIRMED, EnrolmentStatus.CANCELLED):
        enrolment.put_first_at = None
    enrolment.save()
    EnrolmentEvent.objects.create(enrolment=enrolment, at=at, by=by, status=status, reason=reason)


def give_place_or_turn(*, enrolment: Enrolment, at: datetime.datetime, by: Member | None, reason: str = "") -> None:
    """Give a place if one is free for the origin of the member, else a position on the waiting list.

    The caller holds the lock of the session. Raises ValidationError if the member is taken at that time.
    """
    session, day = enrolment.session, timezone.localdate(at)
    seats = seats_of(session, with_ranking_facts(session.enrolments.holding(), day), session.quotas.all(), day)
    is_free = seats.free_for(origin_of_member(enrolment.member, day)) > 0
    status = EnrolmentStatus.CONFIRMED if is_free else EnrolmentStatus.WAITING
    change_status(enrolment=enrolment, status=status, at=at, by=by, reason=reason)
    occupy(session=session, requester=by)
    if enrolment.is_confirmed:
        notify_place_given(enrolment, by=by, at=at)
