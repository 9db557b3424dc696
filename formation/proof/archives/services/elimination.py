"""The elimination list of training records: prepared, carried out under its visa; names and signatures go with it."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from formation.proof.archives.enums import LineOutcome, ListedKind
from formation.proof.archives.models import ArchivedIdentity, TrainingElimination, TrainingEliminationLine
from formation.proof.archives.services import due
from formation.proof.archives.services.due import due_lines, is_still_over
from formation.proof.archives.services.terms import Schedule
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.evaluation.services import forget_words
from formation.proof.retention.models import RetentionTerm
from formation.sessions.models.half_day import HalfDay
from reseau.documents.eliminations.services import NO_VISA, locked, mark_carried_out
from reseau.documents.files.stored_files import delete_after_commit
from reseau.people.members.models.member import Member

NOTHING_DUE = (
    "Rien n’est à mettre sur un bordereau\u00a0: aucun document n’a passé son terme, ou le visa manque sur sa durée de "
    "conservation."
)


@dataclass(frozen=True, slots=True)
class TrainingEliminationResult:
    """Number of lines destroyed, and kept because the rule changed since the list."""

    destroyed_count: int
    kept_count: int


@transaction.atomic
def prepare_elimination(*, prepared_by: Member, today: datetime.date | None = None) -> TrainingElimination:
    """Create a list of all that is past its term today. Raises ValidationError if there is nothing."""
    today = today or timezone.localdate()
    schedule = RetentionTerm.objects.schedule()
    lines = list(due_lines(schedule=schedule, today=today))
    if not lines:
        raise ValidationError(NOTHING_DUE)
    elimination = TrainingElimination.objects.create(
        prepared_by=prepared_by,
        prepared_on=today,
        producing_service=settings.ARCHIVES["service"] or settings.ORGANISATION,
        reference=reference_of(lines=lines, schedule=schedule),
    )
    for line in lines:
        line.elimination = elimination
    TrainingEliminationLine.objects.bulk_create(lines)
    return elimination


def reference_of(*, lines: list[TrainingEliminationLine], schedule: Schedule) -> str:
    """Return the rule of each kind that is listed, with the visa on it, as the table says them today."""
    kinds = {line.kind for line in lines}
    rules = [
        f"{ListedKind(term.category).label}\u00a0: {term.duration}, {term.get_start_display().lower()} (visa "
        f"{term.visa_reference})"
        for term in schedule.values()
        if term.category in kinds
    ]
    if ListedKind.NAME in kinds:
        rules.append(f"{ListedKind.NAME.label}\u00a0: le plus long des termes de ses documents")
    return "\u00a0; ".join(rules)


@transaction.atomic
def carry_out(*, elimination: TrainingElimination, by: Member | None = None) -> TrainingEliminationResult:
    """Destroy what a list with a visa holds, except what the rule of today keeps longer.

    A second call finds nothing to do. Raises ValidationError without a visa.
    """
    elimination = locked(elimination=elimination)
    if not elimination.has_visa:
        raise ValidationError(NO_VISA)
    schedule, today = RetentionTerm.objects.schedule(), timezone.localdate()
    counts = dict.fromkeys(LineOutcome, 0)
    for line in elimination.lines.filter(outcome=LineOutcome.WAITING).select_related("session", "identity__member"):
        is_over = is_still_over(line=line, schedule=schedule, today=today)
        line.outcome = LineOutcome.DESTROYED if is_over else LineOutcome.KEPT
        if line.outcome == LineOutcome.DESTROYED:
            _destroy(line, elimination, today)
        line.save(update_fields=["outcome"])
        counts[line.outcome] += 1
    mark_carried_out(elimination=elimination, by=by)
    return TrainingEliminationResult(counts[LineOutcome.DESTROYED], counts[LineOutcome.KEPT])


def _destroy(line: TrainingEliminationLine, elimination: TrainingElimination, today: datetime.date) -> None:
    if line.kind == ListedKind.NAME:
        _destroy_name(line.identity, elimination, today)
    elif line.session is not None:
        _destroy_of_session(line.kind, line.session_id)


def _destroy_name(identity: ArchivedIdentity, elimination: TrainingElimination, today: datetime.date) -> None:
    """Destroy a name with the signatures of the person, typed or drawn. Their presences count without a name."""
    blank, member = {"signature": "", "typed_name": ""}, identity.member_id
    Attendance.objects.filter(enrolment__member=member).update(**blank)
    # Sheets closed before the archive kept who closed them: those that the typed name tells.
    by_name = Q(closed_by__isnull=True, session__trainers__member=member, typed_name=identity.name)
    sheets = HalfDay.objects.filter(Q(closed_by=member) | by_name).values("pk")
    HalfDay.objects.filter(pk__in=list(sheets.values_list("pk", flat=True))).update(**blank)
    identity.name, identity.destroyed_on = "", today
    identity.visa_reference, identity.visa_by = elimination.visa_reference, elimination.visa_by
    identity.visa_on = elimination.visa_on
    identity.save()


def _destroy_of_session(kind: ListedKind, session: int) -> None:
    if kind == ListedKind.ATTENDANCE:
        for records in (due.PRESENCES, due.SHEETS):
            records.of([session]).update(signature="", typed_name="")
        for sheet in due.SCANS.of([session]):
            delete_after_commit(sheet)
            sheet.file = ""
            sheet.save(update_fields=["file"])
    elif kind == ListedKind.MISSIONS:
        due.MISSIONS.of([session]).delete()
    else:
        forget_words(session=session)
