"""Keep the hours of a place: the week, exceptional days, checks, reports, and the copy that lists are narrowed by."""

import datetime
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from reseau.directory.place_hours.enums import WrongHours
from reseau.directory.place_hours.models import HoursReport
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.places.models.opening_interval import OpeningInterval
from reseau.places.opening_hours.evaluation import open_intervals, validate_expression
from reseau.places.opening_hours.hours import ExceptionalHours
from reseau.places.opening_hours.parsing import parse_hours, split_rules, without_dated_rule
from reseau.web.queries.row_locks import lock_row

# The copy holds five weeks: a night without worker, or thirty, changes nothing to what lists say.
DAYS_AHEAD = 35
FURTHEST_EXCEPTION = datetime.timedelta(days=366)
EXPRESSION_LENGTH = EPM._meta.get_field("opening_hours").max_length
TOO_MANY_HOURS = "Ces horaires ont trop de plages pour une fiche\u00a0: réunissez celles qui se suivent."
TOO_MANY_EXCEPTIONS = "Ce lieu annonce déjà beaucoup de jours exceptionnels\u00a0: retirez ceux qui ne servent plus."
BATCH = 500


@transaction.atomic
def keep_hours(*, epm: EPM, expression: str, note: str, by: Member) -> EPM:
    """Keep the usual hours and exceptions of `epm`, which count as checked today by `by`.

    Hours written by hand are forgotten: a person has read them and confirmed the table. Raises ValidationError if the
    expression cannot be read, or is too long.
    """
    if expression:
        validate_expression(expression)
    _refuse_length(expression, TOO_MANY_HOURS)
    locked = _locked(epm)
    locked.opening_hours, locked.hours_note, locked.former_hours = expression, note, ""
    _note_check(locked, by)
    _save(locked, "opening_hours", "hours_note", "former_hours", "checked_on", "checked_by", "doubted_on")
    return locked


@transaction.atomic
def announce_exception(*, epm: EPM, exception: ExceptionalHours) -> EPM:
    """Announce days that are not like the others, in place of what was said of the same days.

    Raises ValidationError if they are past, too far, or end before they begin.
    """
    _refuse_dates(exception)
    locked = _locked(epm)
    if hours := parse_hours(locked.opening_hours):
        expression = hours.without_past(timezone.localdate()).with_exception(exception).expression
    else:
        others = without_dated_rule(locked.opening_hours, exception.first, exception.last)
        expression = "; ".join([*split_rules(others or "unknown"), exception.expression])
    _refuse_length(expression, TOO_MANY_EXCEPTIONS)
    locked.opening_hours = expression
    _save(locked, "opening_hours")
    return locked


@transaction.atomic
def withdraw_exception(*, epm: EPM, first: datetime.date, last: datetime.date) -> EPM:
    """Withdraw what was announced of these days; nothing happens if it was withdrawn already."""
    locked = _locked(epm)
    locked.opening_hours = without_dated_rule(locked.opening_hours, first, last)
    _save(locked, "opening_hours")
    return locked


@transaction.atomic
def confirm_record(*, epm: EPM, by: Member) -> EPM:
    """Note that `by` has read the record of `epm` today and that it is right. Raises ValidationError without hours."""
    locked = _locked(epm)
    if not locked.opening_hours:
        raise ValidationError("Ce lieu n’a pas encore d’horaires\u00a0: remplissez d’abord le tableau des horaires.")
    _note_check(locked, by)
    _save(locked, "checked_on", "checked_by", "doubted_on")
    return locked


@transaction.atomic
def report_wrong_hours(*, epm: EPM, problem: WrongHours, note: str = "") -> HoursReport:
    """Keep what a visitor reports; the public reads « horaires à confirmer » until somebody checks the record."""
    locked = _locked(epm)
    locked.doubted_on = locked.doubted_on or timezone.localdate()
    locked.save(update_fields=["doubted_on"])
    return HoursReport.objects.create(epm=locked, problem=problem, note=note)


@transaction.atomic
def refresh_intervals(*, epms: Iterable[EPM]) -> int:
    """Make again the copy of the openings to come of `epms`; return the number of intervals."""
    places = list(epms)
    OpeningInterval.objects.filter(epm__in=[epm.pk for epm in places]).delete()
    return len(OpeningInterval.objects.bulk_create(_intervals_of(places), batch_size=BATCH))


def refresh_all_intervals() -> str:
    """Make again the copy for every place, in batches. Periodic job: each day brings a day more."""
    total = 0
    keys = list(EPM.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        total += refresh_intervals(
            epms=EPM.objects.filter(pk__in=keys[start : start + BATCH]).only("pk", "opening_hours")
        )
    return f"{total} ouvertures à venir"


def _intervals_of(epms: Iterable[EPM]) -> Iterator[OpeningInterval]:
    """Yield the openings of `epms` from yesterday on, not saved."""
    today = timezone.localdate()
    first, last = today - datetime.timedelta(days=1), today + datetime.timedelta(days=DAYS_AHEAD)
    for epm in epms:
        for opens, closes in open_intervals(epm.opening_hours, first, last):
            yield OpeningInterval(epm_id=epm.pk, opens=opens, closes=closes)


def _locked(epm: EPM) -> EPM:
    return lock_row(EPM.objects.all(), epm.pk)


def _note_check(epm: EPM, by: Member) -> None:
    today = timezone.localdate()
    epm.checked_on, epm.checked_by, epm.doubted_on = today, by, None
    epm.hours_reports.pending().update(settled_on=today)


def _save(epm: EPM, *fields: str) -> None:
    epm.updated_on = timezone.localdate()
    epm.save(update_fields=[*fields, "updated_on"])
    if "opening_hours" in fields:
        refresh_intervals(epms=[epm])


def _refuse_length(expression: str, message: str) -> None:
    if len(expression) > EXPRESSION_LENGTH:
        raise ValidationError(message)


def _refuse_dates(exception: ExceptionalHours) -> None:
    today = timezone.localdate()
    if exception.last < exception.first:
        raise ValidationError({"last": "Le dernier jour vient avant le premier."})
    if exception.last < today:
        raise ValidationError({"last": "Ces jours sont passés."})
    if exception.last > today + FURTHEST_EXCEPTION:
        raise ValidationError({"last": "Annoncez au plus un an à l’avance."})
