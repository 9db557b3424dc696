"""Slots of a place: opened, changed, ended, closed on a day; the days on which they are open, kept as rows."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accueil.visio.partners.models import QUARTER, Partner
from accueil.visio.rooms.models import VisioRoom
from accueil.visio.slots.models import OpeningSlot, SlotClosure, SlotDay
from accueil.visio.slots.slot_days import minutes_of, open_days
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full
from reseau.web.queries.row_locks import lock_row

# How far ahead days are open to booking.
HORIZON = datetime.timedelta(days=63)
NOT_CONFIDENTIAL = "On entend ce qui se dit dans cette pièce\u00a0: aucun rendez-vous ne peut s’y tenir."


@transaction.atomic
def open_slot(
    *,
    room: VisioRoom,
    partner: Partner,
    first_day: datetime.date,
    last_day: datetime.date | None,
    begins: datetime.time,
    ends: datetime.time,
    link: str = "",
    by: Member | None = None,
) -> OpeningSlot:
    """Open a room to a partner, on the weekday of `first_day`, until `last_day` or until further notice.

    The same day twice: that day alone. Raises ValidationError for a room that is not confidential, closed or of a
    closed place, hours that are not quarters, and a slot of the same partner that overlaps in that room.
    """
    room = lock_row(VisioRoom.objects.select_related("epm"), room.pk)
    if not room.is_confidential:
        raise ValidationError({"room": NOT_CONFIDENTIAL})
    if not (room.is_open and room.epm.is_open):
        raise ValidationError({"room": "Cette pièce n’est pas ouverte aux rendez-vous, ou le lieu est fermé."})
    slot = OpeningSlot(
        room=room,
        partner=partner,
        weekday=first_day.weekday(),
        begins=begins,
        ends=ends,
        first_day=first_day,
        last_day=last_day,
        link=link,
        opened_by=by,
    )
    _check(slot)
    slot.save()
    refresh_days(slot=slot)
    return slot


@transaction.atomic
def change_slot(
    *, slot: OpeningSlot, begins: datetime.time, ends: datetime.time, last_day: datetime.date | None, link: str = ""
) -> OpeningSlot:
    """Change the hours, the end or the link of a slot. Appointments stay as they are booked.

    Raises ValidationError as `open_slot` does.
    """
    slot = lock_row(OpeningSlot.objects.with_place(), slot.pk)
    slot.begins, slot.ends, slot.last_day, slot.link = begins, ends, last_day, link
    slot.changed = timezone.now()
    _check(slot)
    slot.save()
    refresh_days(slot=slot)
    return slot


@transaction.atomic
def close_day(*, slot: OpeningSlot, day: datetime.date) -> SlotClosure:
    """Close a slot on one of its days. Raises ValidationError for a day that it does not have, or is past."""
    slot = lock_row(OpeningSlot.objects.with_place(), slot.pk)
    if day < timezone.localdate():
        raise ValidationError({"day": "Ce jour est passé."})
    if day.weekday() != slot.weekday or day < slot.first_day or (slot.last_day and day > slot.last_day):
        raise ValidationError({"day": f"Cette plage n’ouvre pas le {day_in_full(day)}."})
    closure = SlotClosure(slot=slot, day=day)
    closure.full_clean()
    closure.save()
    refresh_days(slot=slot)
    return closure


@transaction.atomic
def reopen_day(*, closure: SlotClosure) -> None:
    """Open a slot again on a day that was closed. Opening again changes nothing."""
    SlotClosure.objects.filter(pk=closure.pk).delete()
    refresh_days(slot=closure.slot)


@transaction.atomic
def refresh_days(*, slot: OpeningSlot) -> None:
    """Write the open days of a slot, from today to the horizon; past days stay."""
    today = timezone.localdate()
    epm, last = slot.room.epm, today + HORIZON
    wanted = set(
        open_days(
            weekday=slot.weekday,
            begins=slot.begins,
            ends=slot.ends,
            since=max(today, slot.first_day),
            until=min(last, slot.last_day) if slot.last_day else last,
            closed=set(slot.closures.values_list("day", flat=True)),
            exceptions=epm.exceptions_to_come,
        )
    )
    if not (slot.room.takes_slots and epm.is_open):
        wanted = set()
    coming = slot.days.filter(day__gte=today)
    existing = set(coming.values_list("day", flat=True))
    if existing - wanted:
        coming.filter(day__in=existing - wanted).delete()
    SlotDay.objects.bulk_create([SlotDay(slot=slot, day=day) for day in sorted(wanted - existing)])


def refresh_all_days() -> int:
    """Write the open days of every slot: a week more each week, less what places close. Return how many slots."""
    slots: Iterable[OpeningSlot] = OpeningSlot.objects.unfinished().with_place()
    return len([refresh_days(slot=slot) for slot in slots])


def _check(slot: OpeningSlot) -> None:
    if minutes_of(slot.begins) % QUARTER or minutes_of(slot.ends) % QUARTER:
        raise ValidationError({"begins": "Une plage commence et finit sur un quart d’heure\u00a0: 9 h, 9 h 15…"})
    slot.full_clean(exclude=["opened_by"])
    others = OpeningSlot.objects.filter(room=slot.room, partner=slot.partner, weekday=slot.weekday)
    others = others.exclude(pk=slot.pk).filter(begins__lt=slot.ends, ends__gt=slot.begins)
    others = others.filter(Q(last_day=None) | Q(last_day__gte=slot.first_day))
    if slot.last_day:
        others = others.filter(first_day__lte=slot.last_day)
    if other := others.select_related("partner").first():
        raise ValidationError({"begins": f"Une plage est déjà ouverte dans cette pièce\u00a0: {other}."})
