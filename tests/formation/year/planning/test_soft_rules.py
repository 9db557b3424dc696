"""Breaches of soft rules: holidays, market days, third days of a week."""

import datetime

import pytest

from formation.year.planning.date_search.costs import WEIGHTS
from formation.year.planning.soft_rules import SoftRule, breaches_of_days, breaches_of_trainer
from reseau.enums import Weekday
from reseau.places.opening_hours import holidays
from reseau.places.opening_hours.holidays import holidays_are_known


def labels_of(breaches) -> list[tuple[SoftRule, str]]:
    return [(breach.rule, breach.sentence) for breach in breaches]


def test_ordinary_day_breaches_nothing():
    assert breaches_of_days([datetime.date(2027, 3, 9)], commune="Gramat", market_days=[Weekday.FRIDAY]) == []


def test_public_holiday_is_named():
    assert labels_of(breaches_of_days([datetime.date(2027, 11, 11)])) == [
        (SoftRule.PUBLIC_HOLIDAY, "Le jeudi 11 novembre 2027 est férié (Armistice).")
    ]


@pytest.mark.parametrize(("day", "words"), [(16, "samedi 16"), (17, "dimanche 17")])
def test_weekend_is_reported(day, words):
    assert labels_of(breaches_of_days([datetime.date(2027, 1, day)])) == [
        (SoftRule.WEEKEND, f"Le {words} janvier 2027 tombe un week-end.")
    ]
    assert breaches_of_days([datetime.date(2027, 1, 15), datetime.date(2027, 1, 18)]) == []


def test_every_rule_has_a_weight_in_the_search_of_dates():
    assert set(WEIGHTS) == set(SoftRule)


def test_apostrophes_of_holidays_are_typographic():
    assert holidays.holiday_of(datetime.date(2027, 1, 1)) == "Jour de l’an"
    assert holidays.school_holidays_of(datetime.date(2027, 2, 16)) == "vacances d’hiver"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        # Zone C in winter 2027: from 6 to 22 February. Zone A begins a week later, zone B two weeks.
        (datetime.date(2027, 2, 9), "vacances d’hiver"),
        (datetime.date(2027, 2, 25), ""),
    ],
)
def test_school_holidays_are_those_of_zone_c(day, name):
    assert holidays.school_holidays_of(day) == name


def test_school_holidays_are_reported_once_for_two_days():
    breaches = breaches_of_days([datetime.date(2027, 2, 9), datetime.date(2027, 2, 10)])

    assert labels_of(breaches) == [
        (
            SoftRule.SCHOOL_HOLIDAYS,
            "Le mardi 9 février 2027 tombe pendant les vacances scolaires (vacances d’hiver, zone C).",
        )
    ]


def test_year_without_decree_is_unknown():
    assert (holidays_are_known(2027), holidays_are_known(2060)) == (True, False)
    assert holidays.school_holidays_of(datetime.date(2060, 7, 20)) == ""


def test_market_day_is_reported_once():
    days = [datetime.date(2027, 3, 9), datetime.date(2027, 3, 16)]

    assert labels_of(breaches_of_days(days, commune="Gramat", market_days=[Weekday.TUESDAY, Weekday.FRIDAY])) == [
        (SoftRule.MARKET, "Le mardi est jour de marché à Gramat.")
    ]


def test_third_day_of_a_week_is_reported_but_not_the_second():
    monday = datetime.date(2027, 3, 8)
    other_days = [monday, monday + datetime.timedelta(days=1)]

    assert breaches_of_trainer("Claire Martin", [other_days[1]], [monday]) == []
    assert labels_of(breaches_of_trainer("Claire Martin", [monday + datetime.timedelta(days=3)], other_days)) == [
        (SoftRule.THIRD_DAY, "Claire Martin formerait 3\u00a0jours la semaine du lundi 8 mars 2027.")
    ]


def test_days_of_another_week_do_not_count():
    monday = datetime.date(2027, 3, 8)
    next_week = [monday + datetime.timedelta(days=number) for number in (7, 8, 9)]

    assert breaches_of_trainer("Claire Martin", [monday], next_week) == []
