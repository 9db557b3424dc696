"""People of a half-day, counted: each tap once, two devices add up, and nothing overwrites a count."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from formation.enums import DayPart
from qualite.activity.visit_tally.models import RECEIPT_KEPT, HalfDayTally, TallyMark, part_of
from qualite.activity.visit_tally.themes import VISIT, theme_labels
from reseau.places.models.epm import EPM
from reseau.web.offline_entries import NOT_UNDERSTOOD, EntryOutcome, answer_each, read_key, read_moment

MOST_AT_ONCE = 500
# A paper on which somebody ticked visits is copied within the year.
OLDEST = datetime.timedelta(days=366)


@transaction.atomic
def count_people(
    *, epm: EPM, subject: str, date: datetime.date, part: DayPart | str, amount: int, key: uuid.UUID | None = None
) -> EntryOutcome:
    """Add `amount`, or take it back if it is negative, to what a place counted in a half-day.

    `subject`: `VISIT` or the code of a theme. `key`: a tap with the same key was counted already. Raises
    ValidationError on an unknown subject, a day to come or of more than a year ago, or more taken back than counted.
    """
    _check(subject, date, amount)
    tally, _ = HalfDayTally.objects.get_or_create(epm=epm, date=date, part=part, subject=subject)
    _, is_new = TallyMark.objects.get_or_create(key=key or uuid.uuid4(), defaults={"tally": tally, "amount": amount})
    if not is_new:
        return EntryOutcome.ALREADY
    changed = HalfDayTally.objects.filter(pk=tally.pk, count__gte=max(0, -amount)).update(count=F("count") + amount)
    if not changed:
        raise ValidationError("Il n’y a rien à retirer de cette demi-journée.")
    return EntryOutcome.WRITTEN


def _check(subject: str, date: datetime.date, amount: int) -> None:
    if subject != VISIT and subject not in theme_labels():
        raise ValidationError("Ce thème n’existe plus.")
    today = timezone.localdate()
    if date > today:
        raise ValidationError("Ce jour n’est pas encore venu\u00a0: choisissez aujourd’hui ou avant.")
    if date < today - OLDEST:
        raise ValidationError("Ce jour est trop ancien\u00a0: choisissez un jour de cette année.")
    if not amount or abs(amount) > MOST_AT_ONCE:
        raise ValidationError(f"Un nombre va de 1 à {MOST_AT_ONCE}.")


def write_taps(*, epm: EPM, raw_entries: list, now: datetime.datetime | None = None) -> list[dict]:
    """Write the taps that a page kept, each in the half-day when it was made; return the outcome of each.

    An entry: `about`, a subject; `amount`, 1 or -1; `key` and `age` (`reseau.web.offline_entries`).
    """
    now = now or timezone.now()
    return answer_each(raw_entries, write=lambda entry: _write(entry, epm, now), is_replaceable=lambda entry: False)


def _write(entry: dict, epm: EPM, now: datetime.datetime) -> EntryOutcome:
    moment, amount = read_moment(entry, now=now), entry.get("amount")
    if amount not in (1, -1):
        raise ValidationError(NOT_UNDERSTOOD)
    return count_people(
        epm=epm,
        subject=entry["about"],
        date=timezone.localdate(moment),
        part=part_of(moment),
        amount=int(amount),
        key=read_key(entry),
    )


def forget_old_marks() -> int:
    """Erase the receipts that no device can send again; the counts stay. Returns how many."""
    return TallyMark.objects.filter(created__lt=timezone.now() - RECEIPT_KEPT).delete()[0]
