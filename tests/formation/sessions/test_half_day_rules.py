"""Rules of half-days, one by one and together."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from formation.enums import DayPart
from formation.sessions.half_day_rules import Slot, check_order, check_slot, check_slots

DAY = datetime.date(2026, 3, 12)


def slot(start: int, end: int, part: str = DayPart.MORNING, date: datetime.date = DAY) -> Slot:
    return Slot(date=date, start=datetime.time(start), end=datetime.time(end), part=part)


def test_usual_hours_follow_the_part_of_the_day():
    assert Slot.usual(DAY, DayPart.MORNING) == slot(9, 12)
    assert Slot.usual(DAY, DayPart.AFTERNOON) == slot(14, 17, DayPart.AFTERNOON)


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        (slot(12, 9), "end", "L’heure de fin doit suivre l’heure de début."),
        (slot(10, 10), "end", "L’heure de fin doit suivre l’heure de début."),
        (slot(13, 17), "start", "Un matin commence avant 13\u00a0h. Choisissez «\u00a0après-midi\u00a0»\u00a0?"),
        (
            slot(9, 12, DayPart.AFTERNOON),
            "start",
            "Un après-midi commence à midi au plus tôt. Choisissez «\u00a0matin\u00a0»\u00a0?",
        ),
    ],
)
def test_half_day_outside_its_part_of_the_day_is_refused_on_its_field(wrong, field, message):
    with pytest.raises(ValidationError) as refusal:
        check_slot(wrong)

    assert refusal.value.message_dict == {field: [message]}


def test_session_without_half_day_is_refused():
    with pytest.raises(ValidationError, match="Indiquez au moins une demi-journée"):
        check_order([])


def test_duplicate_half_day_is_refused_whatever_its_hours():
    with pytest.raises(ValidationError) as refusal:
        check_order([slot(9, 10), slot(14, 17, DayPart.AFTERNOON), slot(11, 12)])

    assert refusal.value.messages == ["La demi-journée du jeudi 12 mars 2026, matin, est indiquée deux fois."]


def test_overlapping_half_days_are_refused():
    with pytest.raises(ValidationError) as refusal:
        check_order([slot(13, 17, DayPart.AFTERNOON), slot(9, 14)])

    assert refusal.value.messages == [
        "Le jeudi 12 mars 2026, la demi-journée de 13\u00a0h commence avant la fin de la précédente (14\u00a0h)."
    ]


def test_half_days_in_any_order_are_accepted():
    check_slots([slot(14, 17, DayPart.AFTERNOON), slot(9, 12), slot(9, 12, date=DAY - datetime.timedelta(days=1))])
