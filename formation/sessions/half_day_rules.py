"""Rules of a half-day: its usual hours, what each part of the day allows, its order, when its attendance opens."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.core.exceptions import ValidationError

from formation.enums import DayPart
from reseau.texts.wording import day_in_full, hour_in_words

MORNING_BEGINS_BEFORE = datetime.time(13)
BEGINS_FROM = {DayPart.AFTERNOON: datetime.time(12), DayPart.EVENING: datetime.time(17)}
# People sign when they arrive.
ATTENDANCE_OPENS_BEFORE = datetime.timedelta(minutes=15)
DEFAULT_HOURS = {
    DayPart.MORNING: (datetime.time(9), datetime.time(12)),
    DayPart.AFTERNOON: (datetime.time(14), datetime.time(17)),
    DayPart.EVENING: (datetime.time(18, 30), datetime.time(20, 30)),
}


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    date: datetime.date
    start: datetime.time
    end: datetime.time
    part: str

    @classmethod
    def usual(cls, date: datetime.date, part: str) -> "Slot":
        """A half-day at the usual hours: 9 h – 12 h, 14 h – 17 h or 18 h 30 – 20 h 30."""
        start, end = DEFAULT_HOURS[part]
        return cls(date, start, end, part)

    @property
    def key(self) -> tuple[datetime.date, str]:
        """Unique in a session."""
        return self.date, self.part


def check_slot(slot: Slot) -> None:
    """Raise ValidationError on the field at fault if the end precedes the start, or if the start is not in the part of
    the day.
    """
    if slot.end <= slot.start:
        raise ValidationError({"end": "L’heure de fin doit suivre l’heure de début."})
    if slot.part == DayPart.MORNING and slot.start >= MORNING_BEGINS_BEFORE:
        raise ValidationError(
            {"start": "Un matin commence avant 13\u00a0h. Choisissez «\u00a0après-midi\u00a0»\u00a0?"}
        )
    if slot.part == DayPart.AFTERNOON and slot.start < BEGINS_FROM[DayPart.AFTERNOON]:
        raise ValidationError(
            {"start": "Un après-midi commence à midi au plus tôt. Choisissez «\u00a0matin\u00a0»\u00a0?"}
        )
    if slot.part == DayPart.EVENING and slot.start < BEGINS_FROM[DayPart.EVENING]:
        raise ValidationError(
            {"start": "Un soir commence à 17\u00a0h au plus tôt. Choisissez «\u00a0après-midi\u00a0»\u00a0?"}
        )


def check_order(slots: Iterable[Slot]) -> None:
    """Raise ValidationError if there is no half-day, if one is listed twice or if two overlap."""
    sorted_slots = sorted(slots)
    if not sorted_slots:
        raise ValidationError("Indiquez au moins une demi-journée.")
    for number, slot in enumerate(sorted_slots):
        if slot.key in {earlier.key for earlier in sorted_slots[:number]}:
            part = DayPart(slot.part).label
            raise ValidationError(f"La demi-journée du {day_in_full(slot.date)}, {part}, est indiquée deux fois.")
    for previous, current in pairwise(sorted_slots):
        if previous.date == current.date and current.start < previous.end:
            raise ValidationError(
                f"Le {day_in_full(current.date)}, la demi-journée de {hour_in_words(current.start)} "
                f"commence avant la fin de la précédente ({hour_in_words(previous.end)})."
            )


def check_slots(slots: Iterable[Slot]) -> None:
    """Check each half-day, then all of them together. Raises ValidationError."""
    slots = list(slots)
    for slot in slots:
        check_slot(slot)
    check_order(slots)
