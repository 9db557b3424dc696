"""Booking of an equipment, from half-day to half-day; a change of its period; a cancellation."""

import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from formation.working_halves import WorkingHalf
from qualite.lending.enums import LoanState
from qualite.lending.equipment.models import Equipment
from qualite.lending.loans.availability import refuse_clashes
from qualite.lending.loans.models.loan import Loan, LoanHalfDay
from qualite.lending.loans.notices import notify_booked, notify_cancelled, notify_changed
from qualite.lending.loans.span import Span
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full
from reseau.web.queries.row_locks import lock_row

LONGEST = 60  # half-days
FARTHEST_START = datetime.timedelta(days=366)
NOT_OPEN = "Ce prêt est rendu ou annulé\u00a0: il ne change plus."


@transaction.atomic
def book(*, equipment: Equipment, epm: EPM, span: Span, by: Member, purpose: str = "") -> Loan:
    """Book an equipment for a place; nobody has to accept. Its owner is told.

    Raises ValidationError if the equipment is not usable, for a period that is past, too far or too long, and, with who
    has it and the nearest free period, if a half-day is taken.
    """
    equipment = lock_row(Equipment.objects.with_place(), equipment.pk)
    _refuse_unusable(equipment)
    _refuse_period(span)
    if span.first.date < timezone.localdate():
        raise ValidationError({"start": "Ce jour est passé."})
    refuse_clashes(equipment, span, field="start")
    loan = Loan(equipment=equipment, epm=epm, booked_by=by, purpose=purpose)
    _set_period(loan, span)
    loan.full_clean(exclude=["equipment", "epm", "booked_by"])
    loan.save()
    take_half_days(loan=loan)
    notify_booked(loan, by=by)
    return loan


@transaction.atomic
def change_period(*, loan: Loan, span: Span, by: Member) -> Loan:
    """Shorten, lengthen or move a loan; the other team is told. One that is out keeps its first half-day.

    Raises ValidationError as `book` does, and if the loan is over.
    """
    loan = lock_loan(loan=loan)
    if not loan.is_open:
        raise ValidationError(NOT_OPEN)
    if span == loan.span:
        return loan
    _refuse_period(span)
    if loan.is_out and span.first != loan.span.first:
        raise ValidationError({"start": "Le matériel est déjà parti\u00a0: seule la fin change."})
    if span.last.rank < min(WorkingHalf.now().rank, loan.span.last.rank):
        raise ValidationError({"end": "Cette demi-journée est passée\u00a0: notez plutôt le retour."})
    if loan.is_booked and span.first != loan.span.first and span.first.date < timezone.localdate():
        raise ValidationError({"start": "Ce jour est passé."})
    refuse_clashes(loan.equipment, span, field="end" if loan.is_out else "start", besides=loan)
    _set_period(loan, span)
    loan.save(update_fields=["start", "start_part", "end", "end_part", "changed"])
    take_half_days(loan=loan)
    notify_changed(loan, by=by)
    return loan


@transaction.atomic
def cancel(*, loan: Loan, by: Member, reason: str = "") -> Loan:
    """Cancel a booking: its half-days are free, the other team is told. Raises ValidationError once it has left."""
    loan = lock_loan(loan=loan)
    if not loan.is_booked:
        raise ValidationError(
            "Le matériel est parti\u00a0: notez son retour, ou changez la fin." if loan.is_out else NOT_OPEN
        )
    loan.state, loan.cancel_reason, loan.changed = LoanState.CANCELLED, reason, timezone.now()
    loan.full_clean(exclude=["equipment", "epm", "booked_by", "came_from"])
    loan.save(update_fields=["state", "cancel_reason", "changed"])
    loan.half_days.all().delete()
    notify_cancelled(loan, by=by)
    return loan


@transaction.atomic
def leave_inventory(*, equipment: Equipment) -> None:
    """Take an equipment out of the inventory; its past stays. Raises ValidationError if it is booked or out."""
    equipment = lock_row(Equipment.objects.all(), equipment.pk)
    if loan := equipment.loans.open().select_related("epm").first():
        raise ValidationError(f"Il est prêté {loan.period} ({loan.epm})\u00a0: terminez ou annulez d’abord ce prêt.")
    equipment.left_on = timezone.localdate()
    equipment.save(update_fields=["left_on"])


def lock_loan(*, loan: Loan) -> Loan:
    """Lock the equipment, under which all its loans queue, and return the loan as it stands. In a transaction."""
    lock_row(Equipment.objects.all(), loan.equipment_id)
    return lock_row(Loan.objects.with_places(), loan.pk)


def take_half_days(*, loan: Loan) -> None:
    """Update the half-days of a loan from its period. Raises ValidationError if the database refuses one."""
    kept = {half.key for half in loan.span.halves}
    existing = {(row.date, row.part): row.pk for row in loan.half_days.all()}
    obsolete = [pk for key, pk in existing.items() if key not in kept]
    if obsolete:
        LoanHalfDay.objects.filter(pk__in=obsolete).delete()
    rows = [
        LoanHalfDay(loan=loan, equipment_id=loan.equipment_id, date=half.date, part=half.part)
        for half in loan.span.halves
        if half.key not in existing
    ]
    try:
        with transaction.atomic():
            LoanHalfDay.objects.bulk_create(rows)
    except IntegrityError as error:
        raise ValidationError("Ce matériel est déjà réservé à ce moment-là.") from error


def _set_period(loan: Loan, span: Span) -> None:
    loan.start, loan.start_part = span.first.key
    loan.end, loan.end_part = span.last.key
    loan.changed = timezone.now()


def _refuse_unusable(equipment: Equipment) -> None:
    if equipment.left_on:
        raise ValidationError("Ce matériel a quitté l’inventaire.")
    if not equipment.is_usable:
        raise ValidationError("Ce matériel est hors service.")


def _refuse_period(span: Span) -> None:
    if len(span) < 1:
        raise ValidationError({"end": "Le prêt finit après avoir commencé."})
    if len(span) > LONGEST:
        raise ValidationError({"end": f"Un prêt dure {LONGEST // 2} jours au plus\u00a0: rendez-le, puis reprenez-le."})
    last = timezone.localdate() + FARTHEST_START
    if span.last.date > last:
        raise ValidationError({"end": f"On réserve un an à l’avance, jusqu’au {day_in_full(last)}."})
