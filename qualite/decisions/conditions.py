"""What a label depends on: its last day, and the criteria that it needs."""

import datetime

from qualite.self_assessment.enums import AnswerLevel
from qualite.self_assessment.models.assessment import Assessment


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the last day of a period of `months` that begins on `day`: 3 March 2026, 36 → 2 March 2029."""
    years, month = divmod(day.month - 1 + months, 12)
    first = datetime.date(day.year + years, month + 1, 1)
    next_month = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    last = next_month - datetime.timedelta(days=1)
    return first.replace(day=min(day.day, last.day)) - datetime.timedelta(days=1)


def unmet_requirements(assessment: Assessment) -> list[str]:
    """Return the titles of the criteria that the label needs and that the team answered « pas encore »."""
    answers = assessment.answers.filter(criterion__is_required=True, level=AnswerLevel.NOT_YET)
    return list(
        answers.order_by("criterion__axis__sort_order", "criterion__sort_order").values_list(
            "criterion__title", flat=True
        )
    )
