"""A month is corrected, confirmed by its team, opened again."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from qualite.activity.activity_month.measures import measures_by_code
from qualite.activity.activity_month.models import MOST, ActivityMonth, ConfirmedFigure, FigureCorrection, next_month
from qualite.activity.activity_month.month_sheet import month_sheet
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full

CLOSED = "Ce mois est confirmé\u00a0: rouvrez-le pour le changer."


@transaction.atomic
def correct_figure(
    *, epm: EPM, first_day: datetime.date, measure: str, value: int, reason: str, by: Member
) -> FigureCorrection:
    """Give a number instead of the computed one, which stays in sight. Raises ValidationError.

    It is refused in a confirmed month, without a reason, and above what a place can count in a month.
    """
    if measure not in measures_by_code():
        raise ValidationError("Ce chiffre n’existe plus.")
    month = _open_month(epm, first_day)
    correction = FigureCorrection.objects.filter(month=month, measure=measure).first()
    correction = correction or FigureCorrection(month=month, measure=measure)
    correction.value, correction.reason = value, reason.strip()
    correction.corrected_by, correction.corrected_at = by, timezone.now()
    if value > MOST:
        raise ValidationError({"value": "Ce nombre est trop grand pour un mois."})
    correction.full_clean()
    correction.save()
    return correction


@transaction.atomic
def withdraw_correction(*, epm: EPM, first_day: datetime.date, measure: str) -> None:
    """Go back to the computed number. Raises ValidationError in a confirmed month."""
    FigureCorrection.objects.filter(month=_open_month(epm, first_day), measure=measure).delete()


@transaction.atomic
def confirm_month(*, epm: EPM, first_day: datetime.date, by: Member) -> ActivityMonth:
    """Freeze the figures of a month that is over. What was not counted has no row. Raises ValidationError."""
    if next_month(first_day) > timezone.localdate():
        end = day_in_full(next_month(first_day), "j F")
        raise ValidationError(f"Ce mois n’est pas fini\u00a0: confirmez-le à partir du {end}.")
    month = _open_month(epm, first_day)
    rows = month_sheet(epm, first_day).rows
    ConfirmedFigure.objects.bulk_create(
        ConfirmedFigure(month=month, measure=row.measure.code, value=row.value, computed=row.computed)
        for row in rows
        if row.value is not None
    )
    month.confirmed_at, month.confirmed_by = timezone.now(), by
    month.save()
    return month


@transaction.atomic
def reopen_month(*, epm: EPM, first_day: datetime.date) -> ActivityMonth:
    """Open a confirmed month again: it is missing from reports until it is confirmed. Raises ValidationError."""
    month = _locked_month(epm, first_day)
    if not month.is_confirmed:
        raise ValidationError("Ce mois est déjà ouvert.")
    month.figures.all().delete()
    month.confirmed_at, month.confirmed_by = None, None
    month.save()
    return month


def _open_month(epm: EPM, first_day: datetime.date) -> ActivityMonth:
    """Return the month, locked; it is created by the first gesture. Raises ValidationError if it is confirmed."""
    month = _locked_month(epm, first_day)
    if month.is_confirmed:
        raise ValidationError(CLOSED)
    return month


def _locked_month(epm: EPM, first_day: datetime.date) -> ActivityMonth:
    """Return the row, locked until the end of the transaction: two devices confirm one after the other."""
    ActivityMonth(epm=epm, first_day=first_day).clean()
    month, _ = ActivityMonth.objects.get_or_create(epm=epm, first_day=first_day)
    return ActivityMonth.objects.select_for_update(of=("self",)).get(pk=month.pk)
