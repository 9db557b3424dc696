"""A version on paper. Each answer bears the number that is typed to key it in."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from questionnaires.filling.values import conditions_in_words
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline, QuestionOutline
from reseau.documents.papers.paper import Paper

TEMPLATE = Path(__file__).parents[1] / "data" / "questionnaire.typ"
DIGITS_OF_A_NUMBER = 6
LINES = {QuestionKind.SHORT_TEXT: 1, QuestionKind.COMMUNE: 1, QuestionKind.LONG_TEXT: 4}
TO_DO = {
    QuestionKind.ONE: "Une seule réponse.",
    QuestionKind.SCALE: "Une seule réponse.",
    QuestionKind.SEVERAL: "Plusieurs réponses possibles.",
    QuestionKind.GRID: "Une réponse par ligne.",
}


def questionnaire_paper(
    outline: Outline, *, purpose: str = "", codes: Sequence[str] = ("",), give_back: str = ""
) -> Paper:
    """Return the paper of a version, a copy for each code: what tells it from others, empty for none.

    Copies follow one another, each from the front of a sheet. `give_back`: to whom, until when.
    """
    return Paper.of(
        TEMPLATE,
        title=outline.title,
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        purpose=purpose,
        introduction=outline.introduction,
        thanks=outline.thanks,
        copies=list(codes),
        give_back=give_back,
        sections=[
            {
                "title": section.title,
                "introduction": section.introduction,
                "questions": [_question(outline, question) for question in section.questions],
            }
            for section in outline.sections
            if section.questions
        ],
    )


def _question(outline: Outline, question: QuestionOutline) -> dict:
    limit = question.kind is QuestionKind.SEVERAL and question.highest
    return {
        "number": question.number,
        "kind": question.kind.value,
        "wording": question.wording,
        "help": question.help,
        "to_do": f"{limit} réponses au plus." if limit else TO_DO.get(question.kind, ""),
        "condition": " ".join(conditions_in_words(outline, question)),
        "choices": [[choice.label, choice.asks_words] for choice in question.choices],
        "rows": [row.wording for row in question.rows],
        "digits": len(str(question.highest)) if question.highest is not None else DIGITS_OF_A_NUMBER,
        "unit": question.unit,
        "lines": LINES.get(question.kind, 0),
    }
