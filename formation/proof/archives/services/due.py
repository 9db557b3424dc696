"""What of the training records is past its term, and may go on an elimination list."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from formation.proof.archives.enums import LineOutcome, ListedKind
from formation.proof.archives.models import ArchivedIdentity, TrainingEliminationLine
from formation.proof.archives.services.terms import Schedule, last_days
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.models.signed_sheet import SignedSheet
from formation.proof.evaluation.models import Evaluation
from formation.proof.retention.enums import Category
from formation.proof.travel.models import Mission
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session

SIGNED = ~Q(signature="") | ~Q(typed_name="")


@dataclass(frozen=True, slots=True)
class Records:
    """The rows of one kind; `session`: the lookup from a row to its session."""

    rows: Callable[[], QuerySet]
    session: str

    def of(self, sessions) -> QuerySet:
        return self.rows().filter(**{f"{self.session}__in": sessions})


PRESENCES = Records(lambda: Attendance.objects.filter(SIGNED), "half_day__session")
SHEETS = Records(lambda: HalfDay.objects.filter(SIGNED), "session")
SCANS = Records(SignedSheet.objects.kept, "session")
MISSIONS = Records(Mission.objects.all, "enrolment__session")
WORDS = Records(Evaluation.objects.with_words, "session")
# Kind → what it destroys of a session.
KINDS: dict[ListedKind, tuple[Records, ...]] = {
    ListedKind.ATTENDANCE: (PRESENCES, SHEETS, SCANS),
    ListedKind.MISSIONS: (MISSIONS,),
    ListedKind.EVALUATIONS: (WORDS,),
}


def due_lines(*, schedule: Schedule, today: datetime.date) -> Iterator[TrainingEliminationLine]:
    """Yield a line, unsaved, for each thing past its term, whose rule has its visa, and that is on no list."""
    for kind in KINDS:
        if schedule[Category(kind.value)].may_be_listed:
            yield from _session_lines(kind, schedule, today)
    for identity in _names_over(today):
        days = last_days(account=identity.member)
        # Nobody destroys a name that a rule without a visa still asks for.
        if all(schedule[category].has_visa for category in days):
            last_day = max(days.values(), default=identity.archived_on)
            yield TrainingEliminationLine(
                kind=ListedKind.NAME,
                identity=identity,
                label=f"Compte effacé n°\u00a0{identity.member_id}",
                first_day=_first_day(identity) or last_day,
                last_day=last_day,
                pieces=1,
                kept_until=identity.kept_until,
                listed_on=today,
            )


def due_counts(*, schedule: Schedule, today: datetime.date) -> tuple[int, int]:
    """Return how many lines of sessions could be listed, and how many names are past their term. Four queries."""
    kinds = [kind for kind in KINDS if schedule[Category(kind.value)].may_be_listed]
    return sum(_sessions_over(kind, schedule, today).count() for kind in kinds), _names_over(today).count()


def _waiting() -> QuerySet[TrainingEliminationLine]:
    return TrainingEliminationLine.objects.filter(outcome=LineOutcome.WAITING)


def _names_over(today: datetime.date) -> QuerySet[ArchivedIdentity]:
    listed = _waiting().filter(identity__isnull=False).values("identity")
    names = ArchivedIdentity.objects.filter(kept_until__lt=today, destroyed_on__isnull=True)
    return names.exclude(pk__in=listed).select_related("member")


def _sessions_over(kind: ListedKind, schedule: Schedule, today: datetime.date) -> QuerySet[Session]:
    """Return the sessions past their term that still hold records of this kind, on no list."""
    listed = _waiting().filter(kind=kind, session__isnull=False).values("session")
    held = Q()
    for records in KINDS[kind]:
        held |= Q(Exists(records.rows().filter(**{records.session: OuterRef("pk")})))
    newest = schedule[Category(kind.value)].newest_past(today)
    return Session.objects.with_dates().filter(held, last_day__lte=newest).exclude(pk__in=listed)


def _session_lines(kind: ListedKind, schedule: Schedule, today: datetime.date) -> Iterator[TrainingEliminationLine]:
    term = schedule[Category(kind.value)]
    for session in _sessions_over(kind, schedule, today).select_related("training").order_by("last_day", "pk"):
        yield TrainingEliminationLine(
            kind=kind,
            session=session,
            label=f"Session n°\u00a0{session.pk}, {session.training.title}"[:300],
            first_day=session.first_day,
            last_day=session.last_day,
            pieces=sum(records.of([session.pk]).count() for records in KINDS[kind]),
            kept_until=term.last_day(session.last_day),
            listed_on=today,
        )


def _first_day(identity: ArchivedIdentity) -> datetime.date | None:
    member = identity.member_id
    taught = Q(session__trainers__member=member, closed_at__isnull=False)
    concerned = Q(attendances__enrolment__member=member) | Q(closed_by=member) | taught
    return HalfDay.objects.filter(concerned).aggregate(day=Min("date"))["day"]


def is_still_over(*, line: TrainingEliminationLine, schedule: Schedule, today: datetime.date) -> bool:
    """Whether the rule of today, which may have changed since, lets the line be destroyed."""
    if line.kind == ListedKind.NAME:
        days = last_days(account=line.identity.member)
        return all(schedule[key].has_visa and schedule[key].last_day(day) < today for key, day in days.items())
    if line.session is None:
        return True
    term = schedule[Category(line.kind)]
    last_day = line.session.half_days.aggregate(day=Max("date"))["day"]
    return term.may_be_listed and (last_day is None or term.last_day(last_day) < today)
