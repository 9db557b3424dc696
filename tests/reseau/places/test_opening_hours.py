"""Opening hours as a team types them."""

import datetime

import pytest
from django.utils import timezone

from reseau.places.opening_hours import OpeningLine, opening_lines, weekday_numbers


@pytest.fixture(autouse=True)
def _friday(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime.datetime(2026, 11, 27, 10, tzinfo=datetime.UTC))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Vendredi : 14 h – 18 h", OpeningLine("Vendredi", "14 h\u00a0–\u2060\u00a018 h", is_today=True)),
        (
            "Du lundi au jeudi : 9 h – 12 h",
            OpeningLine("Du lundi au jeudi", "9 h\u00a0–\u2060\u00a012 h", is_today=False),
        ),
        ("Du mercredi au samedi: 9h", OpeningLine("Du mercredi au samedi", "9h", is_today=True)),
        ("Sur rendez-vous", OpeningLine("", "Sur rendez-vous", is_today=False)),
        ("Fermé : du 2 au 9 mai", OpeningLine("", "Fermé : du 2 au 9 mai", is_today=False)),
        ("Vendredi :", OpeningLine("", "Vendredi :", is_today=False)),
    ],
)
def test_line_is_split_in_days_and_hours(line, expected):
    assert opening_lines(f"  {line} \r\n\r\n") == [expected]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Lundi, mardi, jeudi", {0, 1, 3}),
        ("du lundi au jeudi", {0, 1, 2, 3}),
        ("Du lundi au jeudi et le samedi", {0, 1, 2, 3, 5}),
        ("du jeudi au lundi", {3, 0}),
        ("Tous les jours", set()),
    ],
)
def test_days_are_read_one_by_one_or_as_a_range(words, days):
    assert weekday_numbers(words) == days


def test_line_is_written_as_it_was_typed():
    lines = opening_lines("Mardi: 14 h\nSur rendez-vous")

    assert list(map(str, lines)) == ["Mardi\u00a0: 14 h", "Sur rendez-vous"]


def test_hours_stay_on_one_line():
    line = opening_lines("Mardi : 9 h – 12 h et 14 h – 18 h")[0]

    assert line.hours == "9 h\u00a0–\u2060\u00a012 h et 14 h\u00a0–\u2060\u00a018 h"
