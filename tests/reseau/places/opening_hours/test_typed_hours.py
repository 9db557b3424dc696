"""Hours as people type and read them."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from reseau.places.opening_hours.evaluation import UNKNOWN, OpeningStatus, OpenState, opening_at, validate_expression
from reseau.places.opening_hours.hours import CLOSED_WEEK, DayOfMonth, ExceptionalHours, Hours
from reseau.places.opening_hours.parsing import parse_hours
from reseau.places.opening_hours.prose import propose_hours, weekday_numbers
from reseau.places.opening_hours.time_ranges import TimeRange, parse_typed_ranges
from reseau.places.opening_hours.wording import (
    OpeningLine,
    coming_days,
    exception_in_words,
    holidays_in_words,
    hours_lines,
    hours_on,
    opening_in_words,
)

FRIDAY = datetime.datetime(2026, 11, 27, 10, 15, tzinfo=timezone.get_default_timezone())
MORNING, AFTERNOON = TimeRange(540, 720), TimeRange(840, 1110)
WEEK = ((), (MORNING, AFTERNOON), (), (), (MORNING,), (), ())


@pytest.mark.parametrize(
    ("typed", "ranges"),
    [
        ("9h-12h", (MORNING,)),
        ("9 h – 12 h", (MORNING,)),
        ("09:00-12:00", (MORNING,)),
        ("de 9h à 12h", (MORNING,)),
        ("9h00 - 12h00, 14h - 18h30", (MORNING, AFTERNOON)),
        ("9h-12h et 14h-18h30", (MORNING, AFTERNOON)),
        ("9h-12h 14h-18h30", (MORNING, AFTERNOON)),
        ("9 h – 12 h 14 h – 18 h 30", (MORNING, AFTERNOON)),
        ("14H-18H30 / 9H-12H", (MORNING, AFTERNOON)),
        ("9 heures à 12 heures", (MORNING,)),
        ("20h-24h", (TimeRange(1200, 1440),)),
        ("", ()),
        ("Fermé", ()),
        ("-", ()),
    ],
)
def test_hours_are_read_however_they_are_typed(typed, ranges):
    assert parse_typed_ranges(typed) == ranges


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "le matin",
            "Écrivez les heures ainsi\u00a0: 9\u00a0h\u00a0–\u00a012\u00a0h, 14\u00a0h\u00a0–\u00a018\u00a0h\u00a030.",
        ),
        (
            "9h",
            "Écrivez les heures ainsi\u00a0: 9\u00a0h\u00a0–\u00a012\u00a0h, 14\u00a0h\u00a0–\u00a018\u00a0h\u00a030.",
        ),
        (
            "9h-12h sur rendez-vous",
            "Écrivez les heures ainsi\u00a0: 9\u00a0h\u00a0–\u00a012\u00a0h, 14\u00a0h\u00a0–\u00a018\u00a0h\u00a030.",
        ),
        ("9h-25h", "25\u00a0h n’est pas une heure."),
        ("9h75-12h", "9\u00a0h\u00a075 n’est pas une heure."),
        (
            "12h-9h",
            "12\u00a0h\u00a0–\u2060\u00a09\u00a0h\u00a0: l’heure de fermeture doit venir après l’heure d’ouverture.",
        ),
        (
            "9h-12h 11h-14h",
            "9\u00a0h\u00a0–\u2060\u00a012\u00a0h et 11\u00a0h\u00a0–\u2060\u00a014\u00a0h se chevauchent.",
        ),
    ],
)
def test_hours_that_cannot_be_are_refused_with_the_reason(typed, message):
    with pytest.raises(ValidationError) as refusal:
        parse_typed_ranges(typed)
    assert refusal.value.messages == [message]


@pytest.mark.parametrize(
    "expression",
    ["", "Mo-Fr 09:00-12:00; SH off", "unknown; 2026 Dec 24 off", "Mo,We-Fr 09:00-12:00; Sa[1] 10:00-12:00; PH off"],
)
def test_expression_of_the_table_is_read_and_written_alike(expression):
    assert parse_hours(expression).expression == expression


@pytest.mark.parametrize(
    "expression",
    [
        "24/7",
        "Mo-Fr sunrise-18:00",
        "Mo 9:00-12:00",
        "Mo 09:00-12:00; Mo 14:00-18:00",
        "Fr-Mo 09:00-12:00",
        "PH off; Mo 09:00-12:00",
        "SH Mo 10:00-12:00",
        "Mo-Fr 22:00-02:00",
        "2026 Feb 29 off",
        "week 2-52/2 Mo 10:00-12:00",
    ],
)
def test_expression_that_the_table_cannot_hold_is_left_as_it_is(expression):
    assert parse_hours(expression) is None


@pytest.mark.parametrize("expression", ["Lundi 9h-12h", "Mo 25:00-26:00", "Mo-Fr,SH 10:00-12:00", ";;"])
def test_expression_that_cannot_be_evaluated_is_refused(expression):
    with pytest.raises(ValidationError):
        validate_expression(expression)
    assert opening_at(expression, FRIDAY) == UNKNOWN


def test_hours_of_school_holidays_wait_until_their_dates_are_known():
    far = datetime.datetime(2060, 5, 5, 10, tzinfo=timezone.get_default_timezone())

    assert opening_at("Mo-Su 09:00-18:00; SH off", far) == UNKNOWN
    assert opening_at("Mo-Su 09:00-18:00", far).state == OpenState.OPEN


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("Fr 09:00-12:00", "ouvert jusqu’à 12\u00a0h"),
        ("Fr 14:00-18:30", "ouvre aujourd’hui à 14\u00a0h"),
        ("Sa 10:00-12:00", "ouvre demain à 10\u00a0h"),
        ("Mo 13:30-17:00", "ouvre lundi à 13\u00a0h\u00a030"),
        ("Fr 09:00-10:00", "ouvre le vendredi 4 décembre à 9\u00a0h"),
        ("24/7", "ouvert"),
        ("off", "fermé pour le moment"),
        ("", "horaires à confirmer"),
        ("unknown", "horaires à confirmer"),
        ('Fr 09:00-12:00; 2026 Nov 27-2026 Dec 08 off "congés"', "congés, ouvre le vendredi 11 décembre à 9\u00a0h"),
        ("Fr 08:00-30:00", "ouvert jusqu’à demain, 6\u00a0h"),
    ],
)
def test_state_is_told_in_words(expression, words):
    assert opening_in_words(opening_at(expression, FRIDAY), FRIDAY) == words


def test_reason_of_a_closure_comes_with_the_state():
    opening = opening_at('Fr 09:00-12:00; 2026 Nov 27 off "congés"', FRIDAY)

    assert (opening.state, opening.reason) == (OpenState.CLOSED, "congés")


def test_open_place_closes_and_unknown_place_says_nothing():
    closing = datetime.datetime(2026, 11, 27, 12, tzinfo=timezone.get_default_timezone())

    assert opening_at("Fr 09:00-12:00", FRIDAY) == OpeningStatus(OpenState.OPEN, closing)
    assert opening_at("unknown; 2026 Nov 28 off", FRIDAY) == UNKNOWN


def test_week_is_told_by_runs_of_days_that_are_alike():
    month = (DayOfMonth(1, 5, (TimeRange(600, 720),)),)

    assert list(hours_lines(Hours(WEEK, month), FRIDAY.date())) == [
        OpeningLine("Lundi", "fermé", is_closed=True),
        OpeningLine("Mardi", "9\u00a0h\u00a0–\u2060\u00a012\u00a0h et 14\u00a0h\u00a0–\u2060\u00a018\u00a0h\u00a030"),
        OpeningLine("Mercredi et jeudi", "fermé", is_closed=True),
        OpeningLine("Vendredi", "9\u00a0h\u00a0–\u2060\u00a012\u00a0h", is_today=True),
        OpeningLine("Samedi et dimanche", "fermé", is_closed=True),
        OpeningLine("Premier samedi du mois", "10\u00a0h\u00a0–\u2060\u00a012\u00a0h"),
    ]


def test_hours_that_fit_in_no_week_are_told_for_seven_days():
    lines = coming_days("week 2-52/2 Sa 10:00-12:00; Fr 20:00-26:00", FRIDAY.date())

    assert [str(line) for line in lines if not line.is_closed] == [
        "Vendredi 27 novembre\u00a0: 20\u00a0h\u00a0–\u2060\u00a024\u00a0h",
        "Samedi 28 novembre\u00a0: 10\u00a0h\u00a0–\u2060\u00a012\u00a0h",
    ]
    assert [line.is_today for line in lines] == [True, *[False] * 6]


def test_hours_of_a_day_count_exceptions():
    expression = "Fr 09:00-12:00; 2026 Nov 27 15:00-17:00"

    assert hours_on(expression, FRIDAY.date()) == "15\u00a0h\u00a0–\u2060\u00a017\u00a0h"
    assert hours_on(expression, datetime.date(2026, 11, 28)) == ""


def test_holidays_and_exceptional_days_are_told_in_words():
    school = ((MORNING,), *CLOSED_WEEK[1:])
    closure = ExceptionalHours(datetime.date(2026, 12, 24), datetime.date(2027, 1, 3), reason="congés")
    evening = ExceptionalHours(datetime.date(2026, 12, 1), datetime.date(2026, 12, 1), (TimeRange(1080, 1200),))

    assert holidays_in_words(Hours(WEEK, school_holidays=school)) == (
        "Fermé les jours fériés. Pendant les vacances scolaires\u00a0: lundi 9\u00a0h\u00a0–\u2060\u00a012\u00a0h."
    )
    assert holidays_in_words(Hours(WEEK, school_holidays=CLOSED_WEEK, closed_on_public_holidays=False)) == (
        "Pendant les vacances scolaires\u00a0: fermé."
    )
    assert exception_in_words(closure) == "fermé du jeudi 24 décembre 2026 au dimanche 3 janvier 2027 (congés)"
    assert exception_in_words(evening) == "ouvert 18\u00a0h\u00a0–\u2060\u00a020\u00a0h le mardi 1er décembre 2026"


# Hours written by hand


def test_hours_written_by_hand_are_proposed_with_what_could_not_be_read():
    proposed = propose_hours(
        "Mardi : 9 h – 12 h et 14 h – 18 h 30\nSamedi : 10 h – 12 h (premier du mois)\n\nSur rendez-vous le lundi"
    )

    assert proposed.hours.expression == "Tu 09:00-12:00,14:00-18:30; Sa[1] 10:00-12:00; PH off"
    assert proposed.unread_lines == ("Sur rendez-vous le lundi",)


@pytest.mark.parametrize("text", ["", "Sur rendez-vous", "Mardi : le matin", "Fermé : du 2 au 9 mai"])
def test_text_without_hours_proposes_none(text):
    assert propose_hours(text).hours == Hours()


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
