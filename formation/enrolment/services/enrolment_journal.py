"""What an enrolment becomes, written together with the line of the journal that says when, by whom and why."""

import datetime

from formation.enrolment.models.enrolment import Enrolment, EnrolmentEvent
from formation.enums import EnrolmentStatus
from reseau.members.models.member import Member


def move(
    *,
    enrolment: Enrolment,
    status: EnrolmentStatus,
    at: datetime.datetime,
    by: Member | None = None,
    reason: str = "",
    offered_until: datetime.datetime | None = None,
) -> None:
    """Saves `enrolment` in its new state. Without `by`, it is the site that applies its rules."""
    enrolment.status, enrolment.offered_until = status, offered_until
    if status in (EnrolmentStatus.CONFIRMED, EnrolmentStatus.CANCELLED):
        enrolment.put_first_at = None
    enrolment.save()
    EnrolmentEvent.objects.create(enrolment=enrolment, at=at, by=by, status=status, reason=reason)
