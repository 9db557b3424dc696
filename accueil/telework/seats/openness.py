"""When a télécentre is open: its own half-days of the week, but the days on which its place is closed."""

from accueil.telework.seats.models import Telecentre
from formation.enums import DayPart
from formation.working_halves import NOON, WorkingHalf
from reseau.places.models.epm import EPM
from reseau.places.opening_hours.holidays import holiday_of, school_holidays_of
from reseau.places.opening_hours.hours import ExceptionalHours
from reseau.places.opening_hours.parsing import dated_rules

NOON_IN_MINUTES = NOON.hour * 60 + NOON.minute


def closed_reason(telecentre: Telecentre, half: WorkingHalf) -> str:
    """Return why nobody works there in this half-day, for a sentence; empty if it is open. No query.

    A place that announces exceptional hours is believed before its habits: it may open on a public holiday.
    """
    if not telecentre.is_open:
        return "le télécentre est fermé"
    if half.date.weekday() not in telecentre.weekdays_of(half.part):
        return "le télécentre n’ouvre pas à ce moment de la semaine"
    epm = telecentre.epm
    told = [each for each in dated_rules(epm.opening_hours) if each.first <= half.date <= each.last]
    if told:
        return "" if any(_covers(each, half) for each in told) else _words_of(told[-1])
    return _holiday_reason(epm, half)


def is_open_in(telecentre: Telecentre, half: WorkingHalf) -> bool:
    return not closed_reason(telecentre, half)


def _covers(exception: ExceptionalHours, half: WorkingHalf) -> bool:
    """Whether the place opens for some time in this half of an exceptional day."""
    if half.part == DayPart.MORNING:
        return any(each.opens < NOON_IN_MINUTES for each in exception.ranges)
    return any(each.closes > NOON_IN_MINUTES for each in exception.ranges)


def _words_of(exception: ExceptionalHours) -> str:
    return f"le lieu est fermé ({exception.reason})" if exception.reason else "le lieu est fermé ce jour-là"


def _holiday_reason(epm: EPM, half: WorkingHalf) -> str:
    """Return why the place is closed on a holiday. Without known hours, it is closed on public holidays."""
    hours = epm.hours
    if (holiday := holiday_of(half.date)) and (hours is None or hours.closed_on_public_holidays):
        return f"jour férié, {holiday}"
    if hours and hours.school_holidays is not None and not hours.school_holidays[half.date.weekday()]:
        return school_holidays_of(half.date)
    return ""
