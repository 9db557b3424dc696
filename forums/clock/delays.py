"""How long a question waits at each step, in working days, as the settings say."""

from datetime import datetime

from django.conf import settings

from forums.clock.enums import ClockStep
from forums.clock.working_days import add_working_days


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
