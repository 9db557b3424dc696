"""Public holidays of mainland France, and school holidays of zone C, to which the académie de Toulouse belongs."""

import datetime
from functools import lru_cache

import holidays
from vacances_scolaires_france import SchoolHolidayDates, UnsupportedYearException

ZONE = "C"


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
    return {day: _lowered(_typeset(details["nom_vacances"])) for day, details in days.items()}


def holidays_are_known(year: int) -> bool:
    """School holidays are decreed a few years ahead: beyond, nobody can warn."""
    return bool(school_holidays(year))


def holiday_of(day: datetime.date) -> str:
    return public_holidays(day.year).get(day, "")


def school_holidays_of(day: datetime.date) -> str:
    return school_holidays(day.year).get(day, "")


def _typeset(name: str) -> str:
    """The libraries write straight apostrophes."""
    return name.replace("'", "’")


def _lowered(name: str) -> str:
    """« Vacances de Noël » within a sentence."""
    return name[0].lower() + name[1:]
