"""An equipment leaves, comes back, or passes straight from one place to the next; its condition is noted each time."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst

from formation.working_halves import WorkingHalf
from qualite.lending.enums import Condition, LoanState, ReportMoment
from qualite.lending.equipment.models import Equipment
from qualite.lending.loans.models.loan import Loan
from qualite.lending.loans.models.report import ConditionReport
from qualite.lending.loans.notices import notify_damaged
from qualite.lending.loans.services.bookings import lock_loan, take_half_days
from reseau.documents.files.scans import CheckedScan
from reseau.documents.files.stored_files import deleted_on_failure
from reseau.people.members.models.member import Member
from reseau.texts.elision import the_place
from reseau.texts.wording import day_in_full

# How long before its first day an equipment may leave.
EARLY = datetime.timedelta(days=3)


@dataclass(frozen=True, slots=True)
class SeenCondition:
    """What somebody saw of an equipment."""

    condition: str
    words: str = ""
    scan: CheckedScan | None = None


def record_departure(*, loan: Loan, seen: SeenCondition, by: Member, straight_from: Loan | None = None) -> Loan:
    """Note that the equipment leaves for the borrower, in that condition.

    `straight_from`: the loan of the place that hands it over without it going home; its return is noted together.
    Raises ValidationError if the loan has left or is cancelled, three days or more before it starts, for an equipment
    out of order, and if another place has the equipment than `straight_from` says.
    """
    report = ConditionReport(moment=ReportMoment.DEPARTURE, noted_by=by, condition=seen.condition, words=seen.words)
    with deleted_on_failure(report):
        _store_photo(report, seen)
        with transaction.atomic():
            loan = lock_loan(loan=loan)
            _refuse_departure(loan)
            holder = loan.equipment.loans.out().select_related("epm").first()
            if (holder and holder.pk) != (straight_from and straight_from.pk):
                raise ValidationError(_who_has_it(holder))
            if holder:
                _return(Loan.objects.with_places().get(pk=holder.pk), _same_report(report, ReportMoment.RETURN), by=by)
                loan.came_from = holder
            report.loan = loan
            report.full_clean(exclude=["photo", "loan", "noted_by"])
            report.save()
            loan.state, loan.changed = LoanState.OUT, timezone.now()
            loan.save(update_fields=["state", "changed", "came_from"])
            Equipment.objects.filter(pk=loan.equipment_id).update(condition=seen.condition)
    return loan


def record_return(*, loan: Loan, seen: SeenCondition, by: Member) -> Loan:
    """Note that the equipment is home again, in that condition; the half-days that were left are free.

    The owner is told of damage. Raises ValidationError if the loan is not out.
    """
    report = ConditionReport(moment=ReportMoment.RETURN, noted_by=by, condition=seen.condition, words=seen.words)
    with deleted_on_failure(report):
        _store_photo(report, seen)
        with transaction.atomic():
            loan = lock_loan(loan=loan)
            if not loan.is_out:
                raise ValidationError("Ce matériel n’est pas parti, ou il est déjà rendu.")
            _return(loan, report, by=by)
    return loan


def _return(loan: Loan, report: ConditionReport, *, by: Member) -> None:
    """Save the report of a return, and end the loan today if it was longer."""
    report.loan = loan
    report.full_clean(exclude=["photo", "loan", "noted_by"])
    report.save()
    span, now = loan.span, WorkingHalf.now()
    last = WorkingHalf(max(span.first.rank, min(span.last.rank, now.rank)))
    loan.end, loan.end_part = last.key
    loan.state, loan.changed = LoanState.RETURNED, timezone.now()
    loan.save(update_fields=["end", "end_part", "state", "changed"])
    take_half_days(loan=loan)
    Equipment.objects.filter(pk=loan.equipment_id).update(condition=report.condition)
    departure = loan.reports.filter(moment=ReportMoment.DEPARTURE).first()
    before = departure.condition if departure else Condition.GOOD
    if Condition(report.condition).is_worse_than(before):
        notify_damaged(report, by=by)


def _store_photo(report: ConditionReport, seen: SeenCondition) -> None:
    """Store the photo before the transaction: remote storage is slow and must not hold locks."""
    if seen.scan:
        report.photo.save(f"etat.{seen.scan.extension}", seen.scan.content, save=False)


def _same_report(report: ConditionReport, moment: ReportMoment) -> ConditionReport:
    """Return a report of the other end of a straight hand-over: one look, and one file, for both."""
    names = ("condition", "words", "noted_by", "at")
    copy = ConditionReport(moment=moment, **{name: getattr(report, name) for name in names})
    copy.photo = report.photo.name
    return copy


def _refuse_departure(loan: Loan) -> None:
    if not loan.is_booked:
        raise ValidationError("Ce prêt est déjà parti, rendu ou annulé.")
    if loan.start > timezone.localdate() + EARLY:
        raise ValidationError(f"Ce prêt commence le {day_in_full(loan.start)}\u00a0: avancez-le d’abord.")
    if loan.equipment.condition == Condition.OUT_OF_ORDER:
        raise ValidationError("Ce matériel est hors service\u00a0: changez d’abord son état dans l’inventaire.")


def _who_has_it(holder: Loan | None) -> str:
    if holder is None:
        return "Ce matériel est rentré entre-temps\u00a0: notez de nouveau le départ."
    return (
        f"{capfirst(the_place(holder.epm))} l’a encore, jusqu’au {holder.span.last.words}\u00a0: "
        "notez d’abord son retour, ou qu’il vous est remis directement."
    )
