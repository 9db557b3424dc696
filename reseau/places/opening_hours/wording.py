"""Opening hours in French: the week line by line, what is open now, what is exceptional."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from reseau.enums import Weekday
from reseau.places.opening_hours.evaluation import OpeningStatus, OpenState, open_intervals
from reseau.places.opening_hours.hours import LAST_OF_MONTH, DayOfMonth, ExceptionalHours, Hours, Week, days_alike
from reseau.places.opening_hours.time_ranges import MINUTES_IN_A_DAY, TimeRange, ranges_in_words
from reseau.texts.wording import day_in_full, hour_in_words, join_words

RANKS = {1: "premier", 2: "deuxième", 3: "troisième", 4: "quatrième", 5: "cinquième", LAST_OF_MONTH: "dernier"}
DAYS_SHOWN = 7


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """A line in two parts; `days` is empty if the line does not begin with days. `is_today`: it is about today."""

    days: str
    hours: str
    is_today: bool = False
    is_closed: bool = False

    def __str__(self) -> str:
        return f"{self.days}\u00a0: {self.hours}" if self.days else self.hours


def opening_in_words(opening: OpeningStatus, now: datetime.datetime) -> str:
    """Return « ouvert jusqu’à 12 h », « ouvre mardi à 14 h », « horaires à confirmer ».

    A closure that says why comes with its reason: « congés, ouvre mardi à 14 h ».
    """
    if opening.state == OpenState.UNKNOWN:
        return "horaires à confirmer"
    if opening.until is None:
        return "ouvert" if opening.is_open else "fermé pour le moment"
    until, today = timezone.localtime(opening.until), timezone.localtime(now).date()
    hour = hour_in_words(until.time())
    if opening.is_open:
        return f"ouvert jusqu’à {hour}" if until.date() == today else f"ouvert jusqu’à {_day(until, today)}, {hour}"
    why = f"{opening.reason}, " if opening.reason else ""
    return f"{why}ouvre {_day(until, today)} à {hour}"


def _day(moment: datetime.datetime, today: datetime.date) -> str:
    days = (moment.date() - today).days
    if days == 0:
        return "aujourd’hui"
    if days == 1:
        return "demain"
    return day_in_full(moment.date(), "l") if days < 7 else f"le {day_in_full(moment.date(), 'l j F')}"


def week_lines(week: Week, today: datetime.date | None = None) -> list[OpeningLine]:
    """Return a line for each run of days with the same hours, closed days too. `today` None: no line is about today."""
    weekday = today.weekday() if today else None
    return [
        OpeningLine(days_in_words(days).capitalize(), ranges_in_words(ranges), weekday in days, not ranges)
        for days, ranges in days_alike(week)
    ]


def days_in_words(days: list[int]) -> str:
    """Return « lundi », « lundi et mardi », « du lundi au jeudi ». `days`: follow one another."""
    first, last = Weekday(days[0]).label, Weekday(days[-1]).label
    if len(days) == 1:
        return first
    return f"{first} et {last}" if len(days) == 2 else f"du {first} au {last}"


def day_of_month_in_words(day: DayOfMonth) -> str:
    return f"{RANKS[day.rank]} {Weekday(day.weekday).label} du mois\u00a0: {ranges_in_words(day.ranges)}"


def exception_in_words(exception: ExceptionalHours) -> str:
    """Return « fermé du 24 décembre 2026 au 3 janvier 2027 (congés) »."""
    what = "fermé" if exception.is_closure else f"ouvert {ranges_in_words(exception.ranges)}"
    first, last = day_in_full(exception.first), day_in_full(exception.last)
    when = f"le {first}" if exception.first == exception.last else f"du {first} au {last}"
    return f"{what} {when}" + (f" ({exception.reason})" if exception.reason else "")


def holidays_in_words(hours: Hours) -> str:
    """Return « Fermé les jours fériés. Pendant les vacances scolaires : mardi 10 h – 12 h. »."""
    sentences = ["Fermé les jours fériés."] if hours.closed_on_public_holidays and hours.are_known else []
    if hours.school_holidays is not None:
        lines = [line for line in week_lines(hours.school_holidays) if not line.is_closed]
        words = join_words([f"{line.days.lower()} {line.hours}" for line in lines]) if lines else "fermé"
        sentences.append(f"Pendant les vacances scolaires\u00a0: {words}.")
    return " ".join(sentences)


def hours_lines(hours: Hours, today: datetime.date) -> Iterator[OpeningLine]:
    """Yield the lines of a week, then those of the month."""
    yield from week_lines(hours.week, today)
    for day in hours.month:
        words, _, when = day_of_month_in_words(day).partition("\u00a0: ")
        yield OpeningLine(words.capitalize(), when)


def hours_on(expression: str, day: datetime.date) -> str:
    """Return the hours of `day`, empty if closed or unknown."""
    return ranges_in_words(_ranges_by_day(expression, day, day).get(day, ()), closed="")


def coming_days(expression: str, today: datetime.date) -> list[OpeningLine]:
    """Return the next seven days as `expression` has them: for hours that no table of a week can tell."""
    days = [today + datetime.timedelta(days=number) for number in range(DAYS_SHOWN)]
    ranges_of = _ranges_by_day(expression, days[0], days[-1])
    return [
        OpeningLine(
            days=day_in_full(day, "l j F").capitalize(),
            hours=ranges_in_words(ranges_of.get(day, ())),
            is_today=day == today,
            is_closed=day not in ranges_of,
        )
        for day in days
    ]


def _ranges_by_day(expression: str, first: datetime.date, last: datetime.date) -> dict[datetime.date, list[TimeRange]]:
    ranges: dict[datetime.date, list[TimeRange]] = {}
    for begin, end in open_intervals(expression, first, last):
        opens, closes = timezone.localtime(begin), timezone.localtime(end)
        closing = MINUTES_IN_A_DAY if closes.date() > opens.date() else closes.hour * 60 + closes.minute
        ranges.setdefault(opens.date(), []).append(TimeRange(opens.hour * 60 + opens.minute, closing))
    return ranges
