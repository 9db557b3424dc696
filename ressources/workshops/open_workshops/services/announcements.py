"""Workshops open to all: announced once or as a series, changed, cancelled, alone or with the following ones."""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full
from ressources.workshops.enums import Recurrence
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop, WorkshopSeries
from ressources.workshops.open_workshops.notices import notify_enrollers
from ressources.workshops.open_workshops.services.bookings import give_free_places

# What a change may alter; the day moves by as much for each date of a series.
CHANGED_FIELDS = ("start", "epm", "minutes", "places", "note")
WHEN_AND_WHERE = frozenset({"start", "epm"})


@transaction.atomic
def announce_workshop(*, workshop: OpenWorkshop) -> OpenWorkshop:
    """Announce a workshop to the public. Raises `ValidationError` for a past day or a workshop already announced."""
    workshop.full_clean()
    workshop.save(force_insert=True)
    return workshop


@transaction.atomic
def announce_series(
    *, workshop: OpenWorkshop, rhythm: Recurrence, days: Collection[datetime.date]
) -> list[OpenWorkshop]:
    """Announce the same workshop on each of `days`, all of them or none.

    Raises `ValidationError`, which names the day, as for a single workshop; or without a day.
    """
    if not days:
        raise ValidationError("Gardez au moins une date.")
    series = WorkshopSeries.objects.create(rhythm=rhythm)
    announced = []
    for day in sorted(days):
        shared = {name: getattr(workshop, name) for name in ("sheet", "announced_by", *CHANGED_FIELDS)}
        with _about(day):
            announced.append(announce_workshop(workshop=OpenWorkshop(series=series, date=day, **shared)))
    return announced


@transaction.atomic
def change_workshop(
    *,
    workshop: OpenWorkshop,
    values: Mapping[str, object],
    and_following: bool = False,
    by: Member | None = None,
) -> Sequence[OpenWorkshop]:
    """Change a workshop; with `and_following`, those after it in its series take what changed in it, day included.

    `values`: fields of the workshop and what they become. People who waited get the places that are added. Returns the
    changed workshops. Another day, hour or place is told to those who enrolled people, but `by`. Raises
    `ValidationError`, with the day if it is that of a following one.
    """
    current = OpenWorkshop.objects.locked(workshop.pk)
    if current.cancelled_at:
        raise ValidationError("Cet atelier n’est plus annoncé.")
    changes = {name: value for name, value in values.items() if getattr(current, name) != value}
    shift = changes.pop("date", current.date) - current.date
    keys = [each.pk for each in OpenWorkshop.objects.following(current)] if and_following else [current.pk]
    # The last one first when the days move ahead: a week later, each takes the day that the next one has left.
    changed = []
    for key in sorted(keys, reverse=shift > datetime.timedelta(0)):
        each = current if key == current.pk else OpenWorkshop.objects.locked(key)
        with _about(each.date if key != current.pk else None):
            _change(each, changes, shift)
        changed.append(each)
    if shift or WHEN_AND_WHERE & changes.keys():
        for each in changed:
            notify_enrollers(workshop=each, by=by)
    return sorted(changed, key=lambda each: (each.date, each.pk))


def _change(workshop: OpenWorkshop, changes: Mapping[str, object], shift: datetime.timedelta) -> None:
    for name, value in changes.items():
        setattr(workshop, name, value)
    workshop.date += shift
    workshop.changed = timezone.now()
    workshop.full_clean()
    workshop.save(update_fields=[*changes, "date", "changed"])
    give_free_places(workshop=workshop)


@transaction.atomic
def cancel_workshop(*, workshop: OpenWorkshop, and_following: bool = False, by: Member | None = None) -> int:
    """Cancel a workshop, and those after it in its series if asked: they leave every list. Return how many it were.

    Those who enrolled people are told, but `by`. Cancelling again changes nothing.
    """
    workshops = (
        OpenWorkshop.objects.following(workshop) if and_following else OpenWorkshop.objects.filter(pk=workshop.pk)
    )
    now = timezone.now()
    cancelled = list(workshops.filter(cancelled_at=None).select_for_update())
    for each in cancelled:
        each.cancelled_at = each.changed = now
        each.save(update_fields=["cancelled_at", "changed"])
        notify_enrollers(workshop=each, by=by)
    return len(cancelled)


@contextmanager
def _about(day: datetime.date | None) -> Iterator[None]:
    """Say of which day of a series a refusal is."""
    try:
        yield
    except ValidationError as refusal:
        if day is None:
            raise
        about = day_in_full(day, "l j F").capitalize()
        raise ValidationError([f"{about}\u00a0: {text}" for text in refusal.messages]) from refusal
