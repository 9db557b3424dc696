"""What pages of a file show: progress axis by axis, what is missing, the answers of the file before in that place."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Subquery

from qualite.labelling.charter.models import Axis, Criterion
from qualite.labelling.enums import AnswerLevel
from qualite.labelling.self_assessment.models.answer import CriterionAnswer
from qualite.labelling.self_assessment.models.assessment import Assessment


@dataclass(frozen=True, slots=True)
class AxisProgress:
    """How far an axis is: `rank` from 1, criteria with an answer, those in place."""

    axis: Axis
    rank: int
    total: int
    answered: int
    in_place: int

    @property
    def is_complete(self) -> bool:
        return self.answered == self.total


def progress_of(assessment: Assessment, answers: Mapping[int, CriterionAnswer]) -> list[AxisProgress]:
    """Return the progress of each axis; `answers` by criterion. No query with criteria filled."""
    return [
        AxisProgress(
            axis=axis,
            rank=rank,
            total=len(criteria),
            answered=sum(1 for criterion in criteria if _level(answers, criterion.pk)),
            in_place=sum(1 for criterion in criteria if _level(answers, criterion.pk) == AnswerLevel.YES),
        )
        for rank, axis in enumerate(assessment.charter.axes.all(), start=1)
        for criteria in [axis.criteria.all()]
    ]


def former_answers(assessment: Assessment) -> tuple[Assessment | None, dict[str, CriterionAnswer]]:
    """Return the file before this one in the same place, its answers by the slug of their criterion. One query."""
    before = Assessment.objects.before(assessment).values("pk")[:1]
    answers = CriterionAnswer.objects.filter(assessment=Subquery(before)).select_related("criterion", "assessment")
    by_slug = {answer.criterion.slug: answer for answer in answers}
    return next((answer.assessment for answer in by_slug.values()), None), by_slug


def missing_answers(assessment: Assessment) -> list[str]:
    """Return, in words, what a draft still lacks before it can be submitted. Two queries with criteria filled."""
    answers = {answer.criterion_id: answer for answer in assessment.answers.all()}
    return [
        f"«\u00a0{criterion.title}\u00a0»\u00a0: {lack}"
        for criterion in assessment.charter.criteria
        if (lack := _lack(criterion, answers.get(criterion.pk)))
    ]


def _lack(criterion: Criterion, answer: CriterionAnswer | None) -> str:
    if answer is None or not answer.level:
        return "dites où vous en êtes."
    if answer.level != AnswerLevel.NOT_CONCERNED:
        return ""
    if criterion.is_required:
        return "le label en a besoin\u00a0: répondez oui, en partie ou pas encore."
    return "" if answer.words else "dites pourquoi cela ne vous concerne pas."


def _level(answers: Mapping[int, CriterionAnswer], criterion_id: int) -> str:
    answer = answers.get(criterion_id)
    return answer.level if answer else ""
