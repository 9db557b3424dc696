"""How long a question waits at each step, in working days, as the settings say."""

from datetime import datetime

from django.conf import settings

from forums.threads.clock.enums import ClockStep
from forums.threads.clock.working_days import add_working_days

# In minutes.
HOUR, DAY = 60, 24 * 60


def days_before(step: ClockStep) -> int:
    """Return the working days between the question and its arrival at `step`."""
    return {
        ClockStep.ASKED: 0,
        ClockStep.TERRITORY: settings.QUESTION_TERRITORY_DAYS,
        ClockStep.COORDINATION: max(settings.QUESTION_COORDINATION_DAYS, settings.QUESTION_TERRITORY_DAYS),
    }[step]


def due_after(step: ClockStep, since: datetime) -> datetime | None:
    """Return when a question that stands at `step` since then climbs; None at the last step."""
    match step:
        case ClockStep.ASKED:
            return add_working_days(since, days_before(ClockStep.TERRITORY))
        case ClockStep.TERRITORY:
            return add_working_days(since, days_before(ClockStep.COORDINATION) - days_before(ClockStep.TERRITORY))
        case _:
            return None


def delay_in_words(minutes: int) -> str:
    """« 40 min », « 5 h », « 1 jour », « 2,5 jours »; a day is 24 hours of the clock of working days."""
    if minutes < HOUR:
        return f"{minutes}\u00a0min"
    if minutes < DAY:
        return f"{round(minutes / HOUR)}\u00a0h"
    days = round(2 * minutes / DAY) / 2
    return f"{days:g}".replace(".", ",") + f"\u00a0jour{'s' if days >= 2 else ''}"
