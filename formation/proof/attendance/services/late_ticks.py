"""Presences ticked after their day: each is proven by the scan of the signed sheet, or by a written reason."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from formation.proof.attendance.enums import WRITTEN_FOR_OTHERS, Means, Timing
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.models.signed_sheet import SignedSheet
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session

TO_PROVE = (
    "Cette demi-journée est passée\u00a0: avant de cocher une présence, déposez la feuille signée, ou écrivez pourquoi "
    "elle est notée après coup."
)


@dataclass(frozen=True, slots=True)
class LateProof:
    """What proves a presence that is ticked after its day: a sheet, a reason, or both."""

    sheet: SignedSheet | None
    reason: str
    is_reason_printed: bool = False


def late_proof(*, half_day: HalfDay, sheets: Sequence[SignedSheet]) -> LateProof | None:
    """Return what proves late presences of the half-day: the last of its `sheets`, and the reason written for it."""
    sheet = sheets[-1] if sheets else None
    return LateProof(sheet, half_day.late_reason, half_day.is_reason_printed) if sheet or half_day.late_reason else None


def proof_of_tick(*, half_day: HalfDay, how: Means, at: datetime.datetime) -> LateProof | None:
    """Return the proof that a presence recorded at `at` needs, or None if it needs none.

    Raises ValidationError if it needs one and there is none.
    """
    if how not in WRITTEN_FOR_OTHERS or not half_day.is_past(at):
        return None
    proof = late_proof(half_day=half_day, sheets=list(SignedSheet.objects.of(half_day)))
    if proof is None:
        raise ValidationError(TO_PROVE)
    return proof


def write_proof(*, line: Attendance, proof: LateProof | None) -> None:
    """Set the proof of a row in memory; the caller saves it."""
    line.timing = Timing.LATE if proof else Timing.SAME_DAY
    line.late_sheet, line.late_reason = (proof.sheet, proof.reason) if proof else (None, "")
    line.is_reason_printed = bool(proof and proof.reason and proof.is_reason_printed)


@transaction.atomic
def explain_late_ticks(*, half_day: HalfDay, reason: str, at: datetime.datetime | None = None) -> HalfDay:
    """Keep why presences of a past half-day are written down after it.

    Raises ValidationError if the reason is empty, if the day is not over, or if the sheet is closed.
    """
    session = Session.objects.locked(half_day.session_id)
    half_day = session.half_days.get(pk=half_day.pk)
    if half_day.is_closed:
        raise ValidationError("L’émargement est clos\u00a0: une présence se corrige ligne par ligne, avec sa raison.")
    if not half_day.is_past(at):
        raise ValidationError("La demi-journée n’est pas passée\u00a0: aucune raison n’est à donner.")
    if not reason.strip():
        raise ValidationError("Donnez la raison en une phrase.")
    # The page says so since the reason is printed on certificates.
    half_day.late_reason, half_day.is_reason_printed = reason.strip(), True
    half_day.save(update_fields=["late_reason", "is_reason_printed"])
    return half_day
