"""Soft rules: what a session should avoid, unless there is a reason. Holidays, weekends, market days, third days."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import models

from reseau.enums import Weekday
from reseau.places.opening_hours.holidays import ZONE, holiday_of, school_holidays_of
from reseau.texts.elision import to_place
from reseau.texts.wording import day_in_full

MOST_DAYS_IN_A_WEEK = 2
WEEKEND = {Weekday.SATURDAY, Weekday.SUNDAY}


class SoftRule(models.TextChoices):
    SCHOOL_HOLIDAYS = "school", "Vacances scolaires"
    PUBLIC_HOLIDAY = "holiday", "Jour férié"
    WEEKEND = "weekend", "Samedi ou dimanche"
    MARKET = "market", "Jour de marché"
    THIRD_DAY = "third_day", "Troisième jour de formation de la semaine"


@dataclass(frozen=True, slots=True)
class RuleBreach:
    """A soft rule that a session would breach, and the sentence that explains it."""

    rule: SoftRule
    sentence: str


def breaches_of_days(
    days: Iterable[datetime.date], *, commune: str = "", market_days: Collection[int] = ()
) -> list[RuleBreach]:
    """Rules that a session on `days` breaches, in a commune with these market days. Each holiday is reported once."""
    breaches, reported_holidays = [], set()
    for day in sorted(set(days)):
        if name := holiday_of(day):
            breaches.append(RuleBreach(SoftRule.PUBLIC_HOLIDAY, f"Le {day_in_full(day)} est férié ({name})."))
        if day.weekday() in WEEKEND:
            breaches.append(RuleBreach(SoftRule.WEEKEND, f"Le {day_in_full(day)} tombe un week-end."))
        name = school_holidays_of(day)
        if name and name not in reported_holidays:
            reported_holidays.add(name)
            sentence = f"Le {day_in_full(day)} tombe pendant les vacances scolaires ({name}, zone {ZONE})."
            breaches.append(RuleBreach(SoftRule.SCHOOL_HOLIDAYS, sentence))
    for weekday in sorted({day.weekday() for day in days} & set(market_days)):
        breaches.append(
            RuleBreach(SoftRule.MARKET, f"Le {Weekday(weekday).label} est jour de marché {to_place(commune)}.")
        )
    return breaches


def breaches_of_trainer(
    name: str, days: Iterable[datetime.date], other_days: Iterable[datetime.date]
) -> list[RuleBreach]:
    """Weeks in which `days` bring to three or more the days of a trainer who already trains on `other_days`."""
    weeks = {day.isocalendar()[:2] for day in days}
    busy_days = set(days) | set(other_days)
    breaches = []
    for week in sorted(weeks):
        count = sum(day.isocalendar()[:2] == week for day in busy_days)
        if count > MOST_DAYS_IN_A_WEEK:
            monday = datetime.date.fromisocalendar(*week, 1)
            sentence = f"{name} formerait {count}\u00a0jours la semaine du {day_in_full(monday)}."
            breaches.append(RuleBreach(SoftRule.THIRD_DAY, sentence))
    return breaches
