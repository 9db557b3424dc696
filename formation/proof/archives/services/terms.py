"""Until when the name of an erased account is kept: the longest term of the records that carry it."""

import datetime

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from formation.proof.archives.enums import LineOutcome
from formation.proof.archives.models import ArchivedIdentity
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.certificates.models import Certificate
from formation.proof.retention.enums import Category
from formation.proof.retention.models import RetentionTerm
from formation.proof.travel.models import Mission
from formation.sessions.models.half_day import HalfDay
from reseau.people.members.models.member import Member

Schedule = dict[Category, RetentionTerm]


def last_days(*, account: Member) -> dict[Category, datetime.date]:
    """Return the last day of the sessions whose records name the account, by category; empty if none does."""
    attended = Attendance.objects.filter(enrolment__member=account).values("half_day__session")
    signed, given = sheets_held(account=account), sessions_held(account=account)
    proven = _last_day(Q(session__in=attended) | Q(pk__in=signed) | Q(session__in=given))
    if proven is None:
        return {}
    certificates = Certificate.objects.filter(enrolment__member=account).values("enrolment__session")
    missions = Mission.objects.filter(enrolment__member=account).values("enrolment__session")
    days = {
        Category.ATTENDANCE: proven,
        Category.SESSIONS: proven,
        Category.CERTIFICATES: _last_day(Q(session__in=certificates)),
        Category.MISSIONS: _last_day(Q(session__in=missions)),
    }
    return {category: day for category, day in days.items() if day}


def term_of_name(*, days: dict[Category, datetime.date], schedule: Schedule) -> datetime.date:
    """Return the last day a name is kept: the longest term of the records that carry it, from their `last_days`."""
    return max(schedule[category].last_day(day) for category, day in days.items())


@transaction.atomic
def renew_terms() -> int:
    """Give the names still kept the term that the retention table says now; return how many changed.

    A name on a list keeps the term that the list states; the list is judged again when it is carried out.
    """
    schedule, changed = RetentionTerm.objects.schedule(), 0
    names = ArchivedIdentity.objects.named().exclude(lines__outcome=LineOutcome.WAITING).select_related("member")
    for identity in names:
        days = last_days(account=identity.member)
        if days and identity.kept_until != (term := term_of_name(days=days, schedule=schedule)):
            ArchivedIdentity.objects.filter(pk=identity.pk).update(kept_until=term)
            changed += 1
    return changed


def sheets_held(*, account: Member) -> QuerySet[HalfDay]:
    """Return the half-days whose attendance the account closed with a signature."""
    signed = ~Q(signature="") | ~Q(typed_name="")
    return HalfDay.objects.filter(signed, closed_by=account, closed_at__isnull=False).values("pk")


def sessions_held(*, account: Member) -> QuerySet:
    """Return the sessions that the account gave, of which a half-day is closed."""
    held = HalfDay.objects.filter(session__trainers__member=account, closed_at__isnull=False)
    return held.values("session")


def _last_day(condition: Q) -> datetime.date | None:
    """Return the last day of the sessions with a half-day that fulfils `condition`."""
    sessions = HalfDay.objects.filter(condition).values("session")
    return HalfDay.objects.filter(session__in=sessions).aggregate(day=Max("date"))["day"]
