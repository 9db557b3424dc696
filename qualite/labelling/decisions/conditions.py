"""What a label depends on: its last day, and the criteria that it needs."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from qualite.labelling.enums import AnswerLevel
from qualite.labelling.self_assessment.models.assessment import Assessment

# In months. `charter_label_of_one_month_to_ten_years` says the same of what a charter proposes.
LATEST_START, LONGEST_LABEL = 12, 120


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the last day of a period of `months` that begins on `day`: 3 March 2026, 36 → 2 March 2029."""
    years, month = divmod(day.month - 1 + months, 12)
    first = datetime.date(day.year + years, month + 1, 1)
    next_month = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    last = next_month - datetime.timedelta(days=1)
    return first.replace(day=min(day.day, last.day)) - datetime.timedelta(days=1)


def check_period(assessment: Assessment, *, starts_on: datetime.date, ends_on: datetime.date) -> None:
    """Refuse a label that begins before the file was submitted or in more than a year, or lasts over ten years."""
    today = timezone.localdate()
    refusals = {}
    if starts_on < timezone.localdate(assessment.submitted_at):
        refusals["starts_on"] = "Le label ne commence pas avant l’envoi du dossier."
    elif starts_on > months_later(today, LATEST_START):
        refusals["starts_on"] = "Le label commence dans l’année qui vient."
    if ends_on > months_later(starts_on, LONGEST_LABEL):
        refusals["ends_on"] = "Un label dure dix ans au plus."
    if refusals:
        raise ValidationError(refusals)


def unmet_requirements(assessment: Assessment) -> list[str]:
    """Return the titles of the criteria that the label needs and that the team answered « pas encore »."""
    answers = assessment.answers.filter(criterion__is_required=True, level=AnswerLevel.NOT_YET)
    return list(
        answers.order_by("criterion__axis__sort_order", "criterion__sort_order").values_list(
            "criterion__title", flat=True
        )
    )
