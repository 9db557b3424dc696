"""Slots: opened in a confidential room alone, changed, ended, closed on a day; their days follow."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accueil.visio.slots.models import OpeningSlot, SlotDay
from accueil.visio.slots.services import (
    HORIZON,
    change_slot,
    close_day,
    open_slot,
    refresh_all_days,
    refresh_days,
    reopen_day,
)
from reseau.places.opening_hours.holidays import holiday_of
from reseau.places.opening_hours.hours import osm_date
from tests.factories.accueil import TUESDAY, OpeningSlotFactory, next_weekday

pytestmark = pytest.mark.django_db
NINE, NOON = datetime.time(9), datetime.time(12)
WEEK = datetime.timedelta(days=7)


def opened(room, partner, **values):
    first = next_weekday(TUESDAY)
    return open_slot(
        **{"room": room, "partner": partner, "first_day": first, "last_day": None, "begins": NINE, "ends": NOON}
        | values
    )


def expected_days(first: datetime.date) -> list[datetime.date]:
    last = timezone.localdate() + HORIZON
    days = [first + rank * WEEK for rank in range(10)]
    return [day for day in days if day <= last and not holiday_of(day)]


def days_of(slot) -> list[datetime.date]:
    return list(slot.days.values_list("day", flat=True))


def test_slot_opens_each_week_until_the_horizon(room, partner):
    slot = opened(room, partner)

    assert days_of(slot) == expected_days(next_weekday(TUESDAY))


def test_slot_of_one_day_opens_on_that_day_alone(room, partner):
    first = expected_days(next_weekday(TUESDAY))[0]

    slot = opened(room, partner, first_day=first, last_day=first)

    assert (days_of(slot), slot.is_one_day) == ([first], True)


def test_room_where_one_hears_takes_no_slot(room, partner):
    room.is_confidential = False
    room.save()

    with pytest.raises(ValidationError) as refusal:
        opened(room, partner)

    assert list(refusal.value.error_dict) == ["room"]
    assert not OpeningSlot.objects.exists()


@pytest.mark.parametrize("what", ["room", "place"])
def test_closed_room_or_place_takes_no_slot(room, partner, what):
    closed = room if what == "room" else room.epm
    closed.is_open = False
    closed.save()

    with pytest.raises(ValidationError, match="n’est pas ouverte aux rendez-vous"):
        opened(room, partner)


@pytest.mark.parametrize(("begins", "ends"), [("9:10", "12:00"), ("9:00", "9:00"), ("12:00", "9:00"), ("9:00", "9:20")])
def test_hours_are_quarters_in_order(room, partner, begins, ends):
    times = (datetime.datetime.strptime(text, "%H:%M").time() for text in (begins, ends))  # noqa: DTZ007 - a time alone

    with pytest.raises(ValidationError):
        opened(room, partner, **dict(zip(("begins", "ends"), times, strict=True)))


def test_slot_that_overlaps_one_of_the_same_partner_is_refused_and_named(slot, room, partner):
    with pytest.raises(ValidationError) as refusal:
        opened(room, partner, begins=datetime.time(11), ends=datetime.time(13))

    assert refusal.value.messages == [f"Une plage est déjà ouverte dans cette pièce\u00a0: {slot}."]

    after = opened(room, partner, begins=NOON, ends=datetime.time(13))
    assert after.pk


def test_days_that_the_place_closes_are_not_open_and_come_back(slot):
    day, epm = days_of(slot)[1], slot.room.epm
    epm.opening_hours = f"Tu 09:00-12:00; {osm_date(day)} off"
    epm.save()
    refresh_all_days()
    assert day not in days_of(slot)

    epm.opening_hours = "Tu 09:00-12:00"
    epm.save()
    refresh_all_days()
    assert day in days_of(slot)


def test_place_that_closes_has_no_open_day_left(slot):
    slot.room.epm.is_open = False
    slot.room.epm.save()

    refresh_all_days()

    assert not SlotDay.objects.to_come().exists()


def test_day_is_closed_then_open_again(slot):
    day = days_of(slot)[0]

    closure = close_day(slot=slot, day=day)
    assert day not in days_of(slot)
    with pytest.raises(ValidationError, match="Ce jour est déjà fermé"):
        close_day(slot=slot, day=day)
    reopen_day(closure=closure)
    reopen_day(closure=closure)

    assert day in days_of(slot)


def test_day_that_a_slot_does_not_have_is_not_closed(slot):
    for day in (next_weekday(TUESDAY + 1), timezone.localdate() - WEEK):
        with pytest.raises(ValidationError):
            close_day(slot=slot, day=day)


def test_slot_ends_on_a_day_and_loses_those_after(slot):
    first = slot.first_day

    change_slot(slot=slot, begins=NINE, ends=datetime.time(11), last_day=first, link="https://appel.example.org/1")

    slot.refresh_from_db()
    assert (days_of(slot), slot.link) == (
        [day for day in [first] if not holiday_of(day)],
        "https://appel.example.org/1",
    )


def test_past_days_stay_in_the_agenda():
    slot = OpeningSlotFactory(first_day=next_weekday(TUESDAY) - 3 * WEEK)
    past = slot.first_day
    SlotDay.objects.create(slot=slot, day=past)

    refresh_days(slot=slot)

    assert past in days_of(slot)
