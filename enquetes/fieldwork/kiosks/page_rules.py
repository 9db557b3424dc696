"""What the page of a kiosk knows of the questions, so that it checks answers without network (`kiosk-answers.js`)."""

from questionnaires.filling.checks import SHORT
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models import LONGEST_WORDS
from questionnaires.questions.outline import Outline, QuestionOutline


def page_rules(outline: Outline) -> list[dict]:
    """Return the rules of each question in order; `part`: rank of its section."""
    return [
        _rules_of(question, part) for part, section in enumerate(outline.sections) for question in section.questions
    ]


def _rules_of(question: QuestionOutline, part: int) -> dict:
    """Choices: code, label of one that goes with no other, whether words go with it. Lines: code, wording."""
    rules = {
        "code": question.code,
        "kind": question.kind.value,
        "part": part,
        "required": question.is_required,
        "lowest": question.lowest,
        "highest": question.highest,
        "longest": _longest(question),
        "choices": [[each.code, each.label if each.is_exclusive else "", each.asks_words] for each in question.choices],
        "rows": [[row.code, row.wording] for row in question.rows],
        "conditions": [[each.asked, sorted(each.codes)] for each in question.conditions],
    }
    return {name: value for name, value in rules.items() if value is not None and value is not False and value != []}


def _longest(question: QuestionOutline) -> int | None:
    if not question.kind.has_words:
        return None
    return question.longest or (SHORT if question.kind is QuestionKind.SHORT_TEXT else LONGEST_WORDS)
