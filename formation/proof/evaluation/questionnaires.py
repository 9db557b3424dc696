"""The questionnaire of each of the two evaluations: which one it is, and its version that people answer today."""

from formation.proof.evaluation.enums import Agreement, Moment
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models import QuestionnaireVersion
from questionnaires.questions.outline import Outline, QuestionOutline, outline_of
from questionnaires.questions.queries import current_versions

SLUGS = {Moment.HOT: "evaluation-a-chaud", Moment.COLD: "evaluation-a-trois-mois"}
STEP_CODES = [str(step.value) for step in Agreement]
FAVOURABLE_CODES = STEP_CODES[2:]
# The question that deliveries of the kit answer beforehand.
REUSE = "reuse"


def current_versions_by_moment() -> dict[Moment, QuestionnaireVersion]:
    """Return the version of each moment. One query."""
    versions = current_versions(SLUGS.values())
    return {moment: versions[slug] for moment, slug in SLUGS.items()}


def current_outlines() -> dict[Moment, Outline]:
    """Return what is asked at each moment. One query."""
    return {moment: outline_of(version) for moment, version in current_versions_by_moment().items()}


def sentences_of(outline: Outline) -> tuple[QuestionOutline, ...]:
    """Return the sentences that people rate on the four steps of agreement, in order."""
    return tuple(question for question in outline.questions if _is_sentence(question))


def tallied_questions(outline: Outline) -> tuple[QuestionOutline, ...]:
    """Return the other questions whose answers are counted. Communes are not: they would tell who answered."""
    return tuple(
        question
        for question in outline.questions
        if (question.kind.has_choices or question.kind is QuestionKind.NUMBER) and not _is_sentence(question)
    )


def comments_of(outline: Outline) -> tuple[QuestionOutline, ...]:
    """Return the questions that people answer in their own words, all or in part."""
    return tuple(question for question in outline.questions if question.kind.has_words or question.asks_words)


def _is_sentence(question: QuestionOutline) -> bool:
    return question.kind is QuestionKind.SCALE and [choice.code for choice in question.choices] == STEP_CODES
