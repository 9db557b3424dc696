"""Public holidays of mainland France, and school holidays of zone C, which includes the académie de Toulouse."""

import datetime
from collections import defaultdict
from functools import cache, lru_cache

from holidays.countries.france import France
from vacances_scolaires_france import SchoolHolidayDates

ZONE = "C"


@lru_cache(maxsize=32)
def public_holidays(year: int) -> dict[datetime.date, str]:
    """Public holidays of `year` and their names."""
    return {day: _typeset(name) for day, name in France(years=year, language="fr").items()}


def school_holidays(year: int) -> dict[datetime.date, str]:
    """Days of school holidays of zone C in `year`, each with the name of the holidays. Empty if unknown."""
    return _school_years().get(year, {})


@cache
def _school_years() -> dict[int, dict[datetime.date, str]]:
    """Return the days of school holidays of each known year. The library reads all its years each time."""
    known, years = SchoolHolidayDates(), defaultdict(dict)
    for day, details in known.data.items():
        if known.is_holiday_for_zone(day, ZONE):
            years[day.year][day] = _with_lowercase_initial(_typeset(details["nom_vacances"]))
    return dict(years)


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
