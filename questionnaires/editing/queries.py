"""What the pages of the coordination read: questionnaires with their versions, one version, a section, a question."""

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from questionnaires.answers.models import Response
from questionnaires.questions.models import Question, Questionnaire, QuestionnaireSection, QuestionnaireVersion
from reseau.texts.accent_folding import words_to_find
from reseau.texts.french_order import Folded

# Questions of the library on a page.
MOST_FOUND = 30


def questionnaires_with_versions() -> QuerySet[Questionnaire]:
    """Return the questionnaires with `in_use` and `draft` (numbers of versions), `questions`, `response_count`."""
    versions = QuestionnaireVersion.objects.filter(questionnaire=OuterRef("pk"))
    last = versions.order_by("-number").annotate(count=Count("questions"))
    responses = Response.objects.filter(version__questionnaire=OuterRef("pk")).order_by()
    return Questionnaire.objects.annotate(
        in_use=Subquery(versions.filter(frozen__isnull=False).order_by("-number").values("number")[:1]),
        draft=Subquery(versions.filter(frozen__isnull=True).values("number")[:1]),
        question_count=Subquery(last.values("count")[:1]),
        response_count=Subquery(
            responses.values("version__questionnaire").annotate(count=Count("pk")).values("count")[:1]
        ),
    )


def find_section(pk: int) -> QuestionnaireSection:
    return get_object_or_404(QuestionnaireSection.objects.select_related("version__questionnaire"), pk=pk)


def find_question(pk: int) -> Question:
    return get_object_or_404(Question.objects.select_related("version__questionnaire", "section"), pk=pk)


def questions_of_library(words: str) -> QuerySet[Question]:
    """Return the questions of the last version of each questionnaire that have all these words."""
    last = (
        QuestionnaireVersion.objects.filter(questionnaire=OuterRef("version__questionnaire"))
        .order_by()
        .values("questionnaire")
        .annotate(last=Max("number"))
        .values("last")
    )
    questions = Question.objects.filter(version__number=Subquery(last), version__questionnaire__is_archived=False)
    questions = questions.annotate(folded=Folded("wording"), folded_title=Folded("version__questionnaire__title"))
    for word in words_to_find(words):
        questions = questions.filter(Q(folded__contains=word) | Q(folded_title__contains=word))
    questions = questions.select_related("version__questionnaire").prefetch_related("choices", "rows")
    return questions.order_by("version__questionnaire", "section__rank", "rank", "pk")
