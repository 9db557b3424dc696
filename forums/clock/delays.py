"""How long a question waits at each step, in working days, as the settings say."""

from datetime import datetime

from django.conf import settings

from forums.clock.enums import Step
from reseau.working_days import add_working_days


def days_before(step: Step) -> int:
    """Return the working days between the question and its arrival at `step`."""
    return {
        Step.ASKED: 0,
        Step.TERRITORY: settings.QUESTION_TERRITORY_DAYS,
        Step.COORDINATION: max(settings.QUESTION_COORDINATION_DAYS, settings.QUESTION_TERRITORY_DAYS),
    }[step]


def due_after(step: Step, since: datetime) -> datetime | None:
    """Return when a question that stands at `step` since then climbs; None at the last step."""
    match step:
        case Step.ASKED:
            return add_working_days(since, days_before(Step.TERRITORY))
        case Step.TERRITORY:
            return add_working_days(since, days_before(Step.COORDINATION) - days_before(Step.TERRITORY))
        case _:
            return None
