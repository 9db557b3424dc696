"""How far the coding of each open question is."""

from dataclasses import dataclass

from django.db.models import Count, Q

from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.models import AnswerCode
from enquetes.fieldwork.collection.counted import is_counted
from enquetes.fieldwork.collection.models import UNCOUNTED, CollectedResponse
from questionnaires.answers.models import Answer
from questionnaires.questions.outline import QuestionOutline, outline_of


@dataclass(frozen=True, slots=True)
class CodingProgress:
    """Texts of a question that count, those that are coded, and how many codes there are."""

    question: QuestionOutline
    texts: int
    coded: int
    codes: int


def coding_progress(campaign: Campaign) -> list[CodingProgress]:
    """Return the progress of each question of text. Three queries."""
    questions = [question for question in outline_of(campaign.version).questions if question.kind.has_words]
    keys = [question.key for question in questions]
    answers = Answer.objects.filter(question__in=keys).order_by()
    if CollectedResponse.objects.filter(UNCOUNTED, campaign=campaign).exists():
        answers = answers.filter(is_counted())
    counts = answers.values_list("question").annotate(
        texts=Count("pk"), coded=Count("pk", filter=Q(coding__isnull=False))
    )
    by_key = {key: (texts, coded) for key, texts, coded in counts}
    codes = AnswerCode.objects.filter(question__in=keys).order_by().values_list("question").annotate(Count("pk"))
    by_question = dict(codes)
    return [CodingProgress(each, *by_key.get(each.key, (0, 0)), by_question.get(each.key, 0)) for each in questions]
