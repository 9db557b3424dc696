"""Attendance of a half-day: record presences as people come, then close the sheet, after which it counts for good."""

import datetime
import uuid
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.proof.attendance.enums import Means
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.services.late_ticks import proof_of_tick, write_proof
from formation.proof.certificates.services import issue_certificates
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from formation.sessions.models.signature import Signature
from formation.sessions.wording import moment_in_words
from reseau.people.members.models.member import Member


@transaction.atomic
def note_presence(
    *,
    half_day: HalfDay,
    enrolment: Enrolment,
    by: Member,
    how: Means,
    is_present: bool = True,
    signature: Signature | None = None,
    at: datetime.datetime | None = None,
    key: uuid.UUID | None = None,
) -> Attendance:
    """Record a presence or an absence, unless the existing row says as much. Idempotent.

    Between present and absent, the latest entry wins; between presences, the strongest proof (`Means.weight`).

    Raises ValidationError if the session is cancelled, if attendance is not open yet or already closed, if the member
    has no confirmed place, and if a presence is ticked after its day without a proof.
    """
    at, signature = at or timezone.now(), signature or Signature()
    session = Session.objects.locked(half_day.session_id)
    half_day = session.half_days.get(pk=half_day.pk)
    refuse_unless_open(session=session, half_day=half_day, at=at)
    line = Attendance.objects.filter(half_day=half_day, enrolment=enrolment).first()
    if line is None:
        if not session.enrolments.confirmed().filter(pk=enrolment.pk).exists():
            raise ValidationError("Seules les personnes inscrites à cette session peuvent être notées.")
        line = Attendance(half_day=half_day, enrolment=enrolment)
    elif not _is_stronger(line, is_present=is_present, how=how, at=at, key=key):
        return line
    write_proof(line=line, proof=proof_of_tick(half_day=half_day, how=how, at=at) if is_present else None)
    line.is_present, line.how, line.noted_at, line.noted_by, line.key = is_present, how, at, by, key
    line.set_signature(signature if is_present else Signature())
    line.save()
    return line


@transaction.atomic
def close_attendance(
    *,
    half_day: HalfDay,
    presences: Iterable[Enrolment],
    by: Member,
    at: datetime.datetime | None = None,
    signature: Signature | None = None,
) -> HalfDay:
    """Mark `presences` as present, everyone else with a place and no row as absent, and close the half-day.

    Closing the last half-day of a session issues its certificates.

    Raises ValidationError if the session is cancelled, if the half-day has not begun, if it is closed already, if a
    person has no confirmed place, and if somebody is marked after the day without a proof.
    """
    at = at or timezone.now()
    session = Session.objects.locked(half_day.session_id)
    half_day = session.half_days.get(pk=half_day.pk)
    refuse_unless_open(session=session, half_day=half_day, at=at)
    if not half_day.has_begun(at):
        raise ValidationError("Vous pourrez clore la feuille quand la demi-journée aura commencé.")
    enrolled_pks = {enrolment.pk for enrolment in session.enrolments.confirmed()}
    ticked_pks = {enrolment.pk for enrolment in presences}
    if not ticked_pks <= enrolled_pks:
        raise ValidationError("Seules les personnes inscrites à cette session peuvent être notées présentes.")
    _settle_rows(half_day, enrolled_pks, ticked_pks, by=by, at=at)
    half_day.closed_at, half_day.closed_by = at, by
    half_day.set_signature(signature or Signature())
    half_day.save(update_fields=["closed_at", "closed_by", "signature", "typed_name"])
    issue_certificates(session=session, at=at)
    return half_day


def _settle_rows(
    half_day: HalfDay, enrolled_pks: set[int], ticked_pks: set[int], *, by: Member, at: datetime.datetime
) -> None:
    """Mark the ticked people as present, and as absent the others of whom nothing was recorded."""
    lines = {line.enrolment_id: line for line in half_day.attendances.all()}
    now_present = [line for line in lines.values() if line.enrolment_id in ticked_pks and not line.is_present]
    unknown = [
        Attendance(half_day=half_day, enrolment_id=pk, is_present=pk in ticked_pks, noted_at=at, noted_by=by)
        for pk in sorted(enrolled_pks - lines.keys())
    ]
    ticked = [*now_present, *(line for line in unknown if line.is_present)]
    proof = proof_of_tick(half_day=half_day, how=Means.TICKED, at=at) if ticked else None
    for line in ticked:
        line.is_present, line.how, line.noted_at, line.noted_by = True, Means.TICKED, at, by
        write_proof(line=line, proof=proof)
    columns = ["is_present", "how", "noted_at", "noted_by", "timing", "late_reason", "late_sheet", "is_reason_printed"]
    Attendance.objects.bulk_update(now_present, columns)
    Attendance.objects.bulk_create(unknown)


@transaction.atomic
def fill_sheet(
    *,
    half_day: HalfDay,
    present: Iterable[Enrolment],
    absent: Iterable[Enrolment],
    how: Means,
    by: Member,
    closing: Signature | None = None,
) -> None:
    """Record a whole sheet in one transaction; `closing` is the signature with which to close it.

    Raises ValidationError as `note_presence` and `close_attendance` do.
    """
    for enrolment in sorted(present, key=lambda enrolment: enrolment.pk):
        note_presence(half_day=half_day, enrolment=enrolment, by=by, how=how)
    for enrolment in sorted(absent, key=lambda enrolment: enrolment.pk):
        note_presence(half_day=half_day, enrolment=enrolment, by=by, how=Means.TICKED, is_present=False)
    if closing is not None:
        close_attendance(half_day=half_day, presences=[], by=by, signature=closing)


def refuse_unless_open(*, session: Session, half_day: HalfDay, at: datetime.datetime) -> None:
    """Raise ValidationError if nothing may be recorded at `at`. The caller holds the lock of `session`."""
    if session.is_cancelled:
        raise ValidationError("Cette session est annulée\u00a0: il n’y a pas d’émargement.")
    if half_day.is_closed:
        raise ValidationError("L’émargement de cette demi-journée est déjà clos.")
    if not half_day.is_attendance_open(at):
        opening = moment_in_words(half_day.attendance_opens_at)
        raise ValidationError(f"Cette demi-journée n’a pas commencé\u00a0: l’émargement s’ouvrira le {opening}.")


def _is_stronger(
    line: Attendance, *, is_present: bool, how: Means, at: datetime.datetime, key: uuid.UUID | None
) -> bool:
    if key is not None and line.key == key:
        return False
    if line.is_present != is_present:
        return at > line.noted_at
    return is_present and how.weight > Means(line.how).weight
