"""The last sign of each account: a login, a mail answered, a private address read, a presence, a confirmed position."""

import datetime
from collections.abc import Iterable

from django.db.models import Max, QuerySet
from django.utils import timezone

from extranet.access.access_review.models import ReviewedPosition
from extranet.access.enums import Verdict
from formation.proof.attendance.models.attendance import Attendance
from formation.sessions.models.half_day import HalfDay
from reseau.people.connections.models import Connection
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position


def accounts_with_a_term() -> QuerySet[Member]:
    """Return the open accounts of people who work or worked in the network.

    Learners have the terms of their records. Superusers are accounts of operators.
    """
    return Member.objects.filter(
        is_active=True, is_superuser=False, learner__isnull=True, archived_identity__isnull=True
    ).order_by("pk")


def last_signs(accounts: Iterable[Member]) -> dict[int, datetime.date]:
    """Return the day of the last sign of each account, by its key. Five queries."""
    signs = {member.pk: max(filter(None, _own_signs(member))) for member in accounts}
    for rows in (
        Connection.objects.values_list("member").annotate(Max("last_used")),
        Position.objects.values_list("member").annotate(Max("start")),
        Attendance.objects.present().values_list("enrolment__member").annotate(Max("half_day__date")),
        HalfDay.objects.filter(closed_at__isnull=False).values_list("session__trainers__member").annotate(Max("date")),
        ReviewedPosition.objects.filter(verdict=Verdict.HERE)
        .values_list("position__member")
        .annotate(Max("team__answered_at")),
    ):
        for key, sign in rows.order_by():
            if key in signs and sign:
                signs[key] = max(signs[key], _day(sign))
    return signs


def _own_signs(member: Member) -> tuple[datetime.date | None, ...]:
    login = member.last_login and _day(member.last_login)
    return _day(member.date_joined), login, member.last_sign


def _day(moment: datetime.date) -> datetime.date:
    return timezone.localdate(moment) if isinstance(moment, datetime.datetime) else moment
