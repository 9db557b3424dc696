"""Public holidays of mainland France, and school holidays of zone C, which includes the académie de Toulouse."""

import datetime
from functools import lru_cache

import holidays
from vacances_scolaires_france import SchoolHolidayDates, UnsupportedYearException

ZONE = "C"


@lru_cache(maxsize=32)
def public_holidays(year: int) -> dict[datetime.date, str]:
    """Public holidays of `year` and their names."""
    return {day: _typeset(name) for day, name in holidays.France(years=year, language="fr").items()}


@lru_cache(maxsize=32)
def school_holidays(year: int) -> dict[datetime.date, str]:
    """Days of school holidays of zone C in `year`, each with the name of the holidays. Empty if unknown."""
    try:
        days = SchoolHolidayDates().holidays_for_year_and_zone(year, ZONE)
    except UnsupportedYearException:
        return {}
    return {day: _with_lowercase_initial(_typeset(details["nom_vacances"])) for day, details in days.items()}


def holidays_are_known(year: int) -> bool:
    """Return whether the school holidays of `year` are known: they are decreed a few years ahead."""
    return bool(school_holidays(year))


def holiday_of(day: datetime.date) -> str:
    return public_holidays(day.year).get(day, "")


def school_holidays_of(day: datetime.date) -> str:
    return school_holidays(day.year).get(day, "")


def _typeset(name: str) -> str:
    """Replace the straight apostrophes of the libraries."""
    return name.replace("'", "’")


def _with_lowercase_initial(name: str) -> str:
    """« vacances de Noël », for use within a sentence."""
    return name[0].lower() + name[1:]
