"""What a session had better avoid, and may do all the same for a reason: holidays, markets, tired trainers.

School holidays are those of zone C, to which the académie de Toulouse, hence the Lot, belongs.
"""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

import holidays
from django.db import models
from vacances_scolaires_france import SchoolHolidayDates, UnsupportedYearException

from formation.sessions.half_day_data import Slot
from reseau.elision import to_place
from reseau.enums import Weekday
from reseau.wording import day_in_full

ZONE = "C"
MOST_DAYS_IN_A_WEEK = 2


class SoftRule(models.TextChoices):
    SCHOOL_HOLIDAYS = "school", "Vacances scolaires"
    PUBLIC_HOLIDAY = "holiday", "Jour férié"
    MARKET = "market", "Jour de marché"
    THIRD_DAY = "third_day", "Troisième jour de formation de la semaine"


@dataclass(frozen=True, slots=True)
class Bend:
    """A soft rule that a session would bend, and the sentence that says how."""

    rule: SoftRule
    sentence: str


@lru_cache(maxsize=32)
def public_holidays(year: int) -> dict[datetime.date, str]:
    """Public holidays of mainland France, with their names."""
    return {day: _typeset(name) for day, name in holidays.France(years=year, language="fr").items()}


@lru_cache(maxsize=32)
def school_holidays(year: int) -> dict[datetime.date, str]:
    """Days of school holidays of zone C that are known for `year`, each with the name of its holidays."""
    try:
        days = SchoolHolidayDates().holidays_for_year_and_zone(year, ZONE)
    except UnsupportedYearException:
        return {}
    return {day: _lowered(_typeset(told["nom_vacances"])) for day, told in days.items()}


def holidays_are_known(year: int) -> bool:
    """School holidays are decreed a few years ahead: beyond, nobody can warn."""
    return bool(school_holidays(year))


def holiday_of(day: datetime.date) -> str:
    return public_holidays(day.year).get(day, "")


def school_holidays_of(day: datetime.date) -> str:
    return school_holidays(day.year).get(day, "")


def bends_of_days(days: Iterable[datetime.date], *, commune: str = "", market_days: Collection[int] = ()) -> list[Bend]:
    """Rules that a session held on `days` in a commune with these market days bends; holidays are told once each."""
    bends, told = [], set()
    for day in sorted(set(days)):
        if name := holiday_of(day):
            bends.append(Bend(SoftRule.PUBLIC_HOLIDAY, f"Le {day_in_full(day)} est férié ({name})."))
        name = school_holidays_of(day)
        if name and name not in told:
            told.add(name)
            sentence = f"Le {day_in_full(day)} tombe pendant les vacances scolaires ({name}, zone {ZONE})."
            bends.append(Bend(SoftRule.SCHOOL_HOLIDAYS, sentence))
    for weekday in sorted({day.weekday() for day in days} & set(market_days)):
        bends.append(Bend(SoftRule.MARKET, f"Le {Weekday(weekday).label} est jour de marché {to_place(commune)}."))
    return bends


def bends_of_trainer(name: str, days: Iterable[datetime.date], other_days: Iterable[datetime.date]) -> list[Bend]:
    """A trainer who trains on `other_days` already: the weeks in which `days` make three or more."""
    weeks = {day.isocalendar()[:2] for day in days}
    busy = set(days) | set(other_days)
    bends = []
    for week in sorted(weeks):
        count = sum(day.isocalendar()[:2] == week for day in busy)
        if count > MOST_DAYS_IN_A_WEEK:
            monday = datetime.date.fromisocalendar(*week, 1)
            told = f"{name} formerait {count}\u00a0jours la semaine du {day_in_full(monday)}."
            bends.append(Bend(SoftRule.THIRD_DAY, told))
    return bends


def days_of(slots: Iterable[Slot]) -> list[datetime.date]:
    return sorted({slot.date for slot in slots})


def _typeset(name: str) -> str:
    """The libraries write straight apostrophes."""
    return name.replace("'", "’")


def _lowered(name: str) -> str:
    """« Vacances de Noël » within a sentence."""
    return name[0].lower() + name[1:]
