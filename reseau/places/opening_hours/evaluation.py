"""What an expression says at a given moment: open, closed, or unknown. Evaluated by `opening-hours-py`."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from opening_hours import OpeningHours, ParserError, State

from reseau.places.opening_hours.holidays import school_holidays
from reseau.places.opening_hours.hours import osm_date
from reseau.places.opening_hours.parsing import split_rules

ZONE = ZoneInfo(settings.TIME_ZONE)
COUNTRY = "FR"
# Beyond a year, a change of state interests nobody, and some expressions take half a second to find one.
HORIZON_IN_DAYS = 366
SCHOOL_HOLIDAYS = re.compile(r"\bSH\b")
ONE_DAY = datetime.timedelta(days=1)


class OpenState(models.TextChoices):
    OPEN = "ouvert", "Ouvert"
    CLOSED = "ferme", "Fermé"
    UNKNOWN = "inconnu", "On ne sait pas"


STATES = {State.OPEN: OpenState.OPEN, State.CLOSED: OpenState.CLOSED, State.UNKNOWN: OpenState.UNKNOWN}


@dataclass(frozen=True, slots=True)
class OpeningStatus:
    """State at a moment. `until`: when it closes, if open; when it opens next, if closed; None if not within a year."""

    state: OpenState
    until: datetime.datetime | None = None
    reason: str = ""

    @property
    def is_open(self) -> bool:
        return self.state == OpenState.OPEN

    @property
    def is_unknown(self) -> bool:
        return self.state == OpenState.UNKNOWN


UNKNOWN = OpeningStatus(OpenState.UNKNOWN)


def validate_expression(expression: str) -> None:
    """Raise ValidationError, in French, if `expression` cannot be read or evaluated."""
    try:
        _evaluator(expression, timezone.localdate().year)
    except (ParserError, ValueError) as error:
        raise ValidationError(
            "Ces horaires ne se lisent pas\u00a0: écrivez-les au format d’OpenStreetMap, par exemple "
            "«\u00a0Mo-Fr 09:00-12:00; Sa 10:00-12:00\u00a0»."
        ) from error


def opening_at(expression: str, moment: datetime.datetime) -> OpeningStatus:
    """Return what `expression` says at `moment` (aware); unknown if it is empty or cannot be read."""
    moment = moment.astimezone(ZONE)
    evaluator = _evaluator_or_none(expression, moment)
    if evaluator is None:
        return UNKNOWN
    state, reason = evaluator.state(moment)
    if state == State.UNKNOWN:
        return OpeningStatus(OpenState.UNKNOWN, reason=reason)
    until = evaluator.next_change(moment)
    if state == State.CLOSED:
        until = _next_opening(evaluator, moment)
    return OpeningStatus(STATES[state], until, reason)


def is_unknown_on(expression: str, day: datetime.date) -> bool:
    """Whether `expression` leaves hours of `day` unknown: it is empty, cannot be read, or says so."""
    begin = datetime.datetime.combine(day, datetime.time(), ZONE)
    end = datetime.datetime.combine(day + ONE_DAY, datetime.time(), ZONE)
    evaluator = _evaluator_or_none(expression, begin)
    return evaluator is None or any(state == State.UNKNOWN for _, _, state, _ in evaluator.intervals(begin, end))


def open_intervals(
    expression: str, first: datetime.date, last: datetime.date
) -> Iterator[tuple[datetime.datetime, datetime.datetime]]:
    """Yield the times during which a place is open, from `first` to `last` included, both in aware datetimes.

    An interval begins and ends on one day, unless the place stays open past midnight.
    """
    begin = datetime.datetime.combine(first, datetime.time(), ZONE)
    end = datetime.datetime.combine(last + ONE_DAY, datetime.time(), ZONE)
    evaluator = _evaluator_or_none(expression, begin)
    if evaluator is None:
        return
    for opens, closes, state, _reason in evaluator.intervals(begin, end):
        # From two to three o’clock, on the night that skips that hour, lasts no time.
        if state == State.OPEN and opens != closes:
            yield opens, min(closes or end, end)


def with_school_holidays(expression: str, year: int) -> str:
    """Replace « SH » by the dates of the school holidays around `year`, which the evaluator does not know.

    « SH Tu 10:00-12:00 » is about the Tuesdays of school holidays. Raises ValueError if they are not known, or if
    « SH » stands elsewhere than at the beginning of a rule.
    """
    rules = []
    for rule in split_rules(expression):
        if rule.startswith("SH "):
            rules.append(f"{_school_holiday_dates(year)} {rule.removeprefix('SH ')}")
        elif SCHOOL_HOLIDAYS.search(re.sub(r'"[^"]*"', "", rule)):
            raise ValueError(rule)
        else:
            rules.append(rule)
    return "; ".join(rules)


@lru_cache(maxsize=8)
def _school_holiday_dates(year: int) -> str:
    days = sorted(day for each in (year - 1, year, year + 1) for day in school_holidays(each))
    if not school_holidays(year):
        raise ValueError(f"School holidays of {year} are not known.")
    firsts = [day for day in days if day - ONE_DAY not in set(days)]
    lasts = [day for day in days if day + ONE_DAY not in set(days)]
    return ",".join(f"{osm_date(first)}-{osm_date(last)}" for first, last in zip(firsts, lasts, strict=True))


@lru_cache(maxsize=4096)
def _evaluator(expression: str, year: int) -> OpeningHours:
    return OpeningHours(
        with_school_holidays(expression, year),
        timezone=ZONE,
        country=COUNTRY,
        auto_country=False,
        auto_timezone=False,
        max_interval_days=HORIZON_IN_DAYS,
    )


def _evaluator_or_none(expression: str, moment: datetime.datetime) -> OpeningHours | None:
    if not expression:
        return None
    try:
        return _evaluator(expression, moment.year)
    except (ParserError, ValueError):
        return None


def _next_opening(evaluator: OpeningHours, moment: datetime.datetime) -> datetime.datetime | None:
    """Return when the place opens next: a state that changes may become unknown first."""
    end = moment + datetime.timedelta(days=HORIZON_IN_DAYS)
    intervals = evaluator.intervals(moment, end)
    return next((opens for opens, _closes, state, _reason in intervals if state == State.OPEN), None)
