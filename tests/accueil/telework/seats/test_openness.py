"""Half-days of a télécentre: its own week, but the days on which the place is closed."""

import datetime

import pytest

from accueil.telework.seats.openness import closed_reason, is_open_in
from formation.enums import DayPart
from formation.working_halves import WorkingHalf, halves_of
from tests.clock import freeze_time

pytestmark = pytest.mark.django_db
MORNING, AFTERNOON = DayPart.MORNING, DayPart.AFTERNOON
TUESDAY = datetime.date(2026, 3, 3)


def opens(telecentre, day: datetime.date) -> tuple[bool, bool]:
    """Whether it opens in the morning, in the afternoon."""
    return tuple(is_open_in(telecentre, half) for half in halves_of(day))


def test_half_days_of_the_week_open_one_without_the_other(telecentre):
    telecentre.mornings, telecentre.afternoons = [1], [1, 3]

    thursday = TUESDAY + datetime.timedelta(days=2)
    assert [opens(telecentre, day) for day in (TUESDAY, thursday)] == [(True, True), (False, True)]


def test_closed_telecentre_opens_never(telecentre):
    telecentre.is_open = False

    assert opens(telecentre, TUESDAY) == (False, False)


def test_day_that_the_place_announces_closed_is_closed_with_its_reason(telecentre):
    telecentre.epm.opening_hours = 'Mo-Su 08:00-19:00; 2026 Mar 03-2026 Mar 05 off "travaux"'

    assert closed_reason(telecentre, WorkingHalf.of(TUESDAY, MORNING)) == "le lieu est fermé (travaux)"
    assert opens(telecentre, datetime.date(2026, 3, 6)) == (True, True)


def test_exceptional_hours_of_a_morning_close_the_afternoon(telecentre):
    telecentre.epm.opening_hours = "Mo-Su 08:00-19:00; 2026 Mar 03 09:00-12:00"

    assert opens(telecentre, TUESDAY) == (True, False)


@pytest.mark.parametrize(
    ("hours", "is_open"),
    [
        ("Mo-Su 08:00-19:00; PH off", False),
        ("Mo-Su 08:00-19:00", True),
        ("", False),
        ("Mo-Su 08:00-19:00; PH off; 2026 May 01 09:00-17:00", True),
    ],
)
def test_public_holiday_is_that_of_the_place(telecentre, hours, is_open):
    telecentre.epm.opening_hours = hours

    assert is_open_in(telecentre, WorkingHalf.of(datetime.date(2026, 5, 1), MORNING)) == is_open


def test_place_that_closes_in_school_holidays_closes_its_telecentre(telecentre):
    telecentre.epm.opening_hours = "Mo-Su 08:00-19:00; SH off"

    assert opens(telecentre, datetime.date(2026, 2, 24)) == (False, False)
    assert opens(telecentre, datetime.date(2026, 3, 24)) == (True, True)


@pytest.mark.parametrize(
    ("now", "past", "begun"),
    [
        ("2026-03-03 07:00", (False, False), (True, False)),
        ("2026-03-03 13:30", (True, False), (True, True)),
        ("2026-03-04 00:30", (True, True), (True, True)),
    ],
)
def test_morning_is_over_at_one(now, past, begun):
    with freeze_time(f"{now}+01:00"):
        halves = halves_of(TUESDAY)
        assert tuple(half.is_past for half in halves) == past
        assert tuple(half.has_begun for half in halves) == begun
