"""Answers by code of question, as screens, paper keyed in, files and tablets without network bring them.

A value: the code of a choice; a list of codes for several; a mapping line → code for a grid; an integer; a text; the
INSEE code of a commune. Words beside a choice (« Autre, précisez ») stand under « <code>.words ».
"""

from collections.abc import Iterable, Mapping
from typing import Any

from questionnaires.questions.outline import Outline, QuestionOutline

Value = str | int | list[str] | dict[str, str]
Values = Mapping[str, Value]
WORDS = ".words"


def asked_questions(outline: Outline, values: Mapping[str, Any]) -> list[QuestionOutline]:
    """Return the questions asked to whoever gave `values`, in order.

    A question that depends on one that is not asked is not asked either.
    """
    asked: dict[str, QuestionOutline] = {}
    for question in outline.questions:
        if all(
            condition.asked in asked and condition.codes & chosen_codes(values.get(condition.asked))
            for condition in question.conditions
        ):
            asked[question.code] = question
    return list(asked.values())


def chosen_codes(value: Any) -> frozenset[str]:
    """Return the codes of the choices in the value of a question with choices; none for anything else."""
    if isinstance(value, str):
        return frozenset({value})
    return frozenset(code for code in value if isinstance(code, str)) if isinstance(value, list) else frozenset()


def is_answered(value: Any) -> bool:
    return value not in (None, "", [], {})


def without_unasked(outline: Outline, values: Values) -> dict[str, Value]:
    """Return the answers to the questions that were asked, with their words; others are dropped."""
    kept = {}
    for question in asked_questions(outline, values):
        if is_answered(value := values.get(question.code)):
            kept[question.code] = value
            if words := _words_of(question, values):
                kept[question.code + WORDS] = words
    return kept


def conditions_in_words(outline: Outline, question: QuestionOutline) -> list[str]:
    """Return, for each condition, to whom the question is asked."""
    sentences = []
    for condition in question.conditions:
        asked = outline.by_code[condition.asked]
        labels = [f"«\u00a0{choice.label}\u00a0»" for choice in asked.choices if choice.code in condition.codes]
        sentences.append(f"Si vous avez répondu {' ou '.join(labels)} à la question {asked.number}.")
    return sentences


def _words_of(question: QuestionOutline, values: Values) -> str:
    """Return the words written beside a choice that asks for them."""
    given = chosen_codes(values.get(question.code))
    if question.asks_words and any(choice.asks_words for choice in question.choices if choice.code in given):
        return str(values.get(question.code + WORDS, "")).strip()
    return ""


def columns_of(outline: Outline) -> Iterable[str]:
    """Yield the names of all columns of a table of answers, words beside choices included."""
    for question in outline.questions:
        yield from question.columns
        if question.asks_words:
            yield question.code + "_words"
