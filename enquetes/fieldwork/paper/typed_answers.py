"""Answers as they are typed from a sheet: the printed number of a choice, digits in a row, a number, a text.

« - » says that the sheet is blank there: an empty field is a question that was forgotten.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from questionnaires.filling.checks import clean_value
from questionnaires.filling.values import WORDS, Value, asked_questions, is_answered, without_unasked
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline, QuestionOutline
from reseau.places.models.commune import Commune
from reseau.texts.accent_folding import words_to_find
from reseau.texts.wording import join_words

BLANK = "-"
FORGOTTEN = "Tapez la réponse, ou «\u00a0-\u00a0» si la feuille est blanche ici."
# Printed numbers of one digit need nothing between them.
ONE_DIGIT = 9
NUMBERS = re.compile(r"[0-9]+|-")
BETWEEN = re.compile(r"[\s,;.]+")
SHOWN_COMMUNES = 4


def read_typed(outline: Outline, typed: Mapping[str, str]) -> tuple[dict[str, Value], dict[str, list[str]]]:
    """Return the answers of a sheet, and the refusals by code of question. One query for each commune.

    `typed`: code of a question, or this code and WORDS for what is written beside a choice → what was typed.
    """
    values: dict[str, Any] = {}
    refusals: dict[str, list[str]] = {}
    for question in outline.questions:
        # A condition looks back: what was typed so far says whether this question is asked.
        if question not in asked_questions(outline, values):
            continue
        try:
            value = read_answer(question, str(typed.get(question.code, "")))
        except ValidationError as refusal:
            refusals[question.code] = refusal.messages
            continue
        words = str(typed.get(question.code + WORDS, "")).strip()
        values |= {question.code: value} if is_answered(value) else {}
        values |= {question.code + WORDS: words} if words not in ("", BLANK) else {}
    return without_unasked(outline, values), refusals


def read_answer(question: QuestionOutline, text: str) -> Value | None:
    """Return the value of one answer; None if the sheet is blank there.

    Raises ValidationError for a number that is not printed, and for whatever a screen would refuse too, but a blank.
    """
    text = text.strip()
    if not text:
        raise ValidationError(FORGOTTEN)
    if text == BLANK:
        return None
    match question.kind:
        case QuestionKind.ONE | QuestionKind.SCALE:
            value = _choice(question, text)
        case QuestionKind.SEVERAL:
            value = [_choice(question, number) for number in _numbers(question, text)]
        case QuestionKind.GRID:
            value = _grid(question, text)
        case QuestionKind.COMMUNE:
            value = find_commune(text).pk
        case _:
            value = text
    # A sheet may be blank where a screen would insist.
    return clean_value(replace(question, is_required=False), value) if is_answered(value) else None


def typed_answer(question: QuestionOutline, value: Value | None) -> str:
    """Return what one would type for this value."""
    if not is_answered(value):
        return BLANK
    numbers = {choice.code: str(rank) for rank, choice in enumerate(question.choices, start=1)}
    between = "" if len(numbers) <= ONE_DIGIT else " "
    match question.kind:
        case QuestionKind.ONE | QuestionKind.SCALE:
            return numbers[value]
        case QuestionKind.SEVERAL:
            return between.join(numbers[code] for code in value)
        case QuestionKind.GRID:
            return between.join(numbers[value[row.code]] if row.code in value else BLANK for row in question.rows)
        case QuestionKind.COMMUNE:
            return Commune.objects.get(pk=value).name
    return str(value)


def find_commune(text: str) -> Commune:
    """Return the commune named by its first letters, its postal code or both. Raises ValidationError for none or many.

    A whole name wins over longer ones. One query.
    """
    condition = Q()
    words = words_to_find(text)
    for word in words:
        beginning = Q(postal_codes__contains=word) if word.isdigit() else Q()
        condition &= beginning or (Q(search_name__startswith=word) | Q(search_name__contains=f" {word}"))
    name = " ".join(words)
    found = list(Commune.objects.filter(condition)[: SHOWN_COMMUNES + 1]) if words else []
    exact = [commune for commune in found if commune.search_name == name]
    starting = [commune for commune in found if commune.search_name.startswith(name)]
    for candidates in (exact, starting, found):
        if len(candidates) == 1:
            return candidates[0]
    if not found:
        raise ValidationError(f"Aucune commune ne commence par «\u00a0{text}\u00a0».")
    names = join_words([commune.name for commune in (starting or found)[:SHOWN_COMMUNES]])
    raise ValidationError(f"Plusieurs communes\u00a0: {names}… Tapez la suite.")


def _choice(question: QuestionOutline, number: str) -> str:
    if not number.isascii() or not number.isdigit() or not 1 <= int(number) <= len(question.choices):
        raise ValidationError(f"«\u00a0{number}\u00a0» n’est pas sur la feuille\u00a0: de 1 à {len(question.choices)}.")
    return question.choices[int(number) - 1].code


def _numbers(question: QuestionOutline, text: str) -> list[str]:
    """Return the numbers typed in a row, with spaces between them where some have two digits."""
    parts = [part for part in BETWEEN.split(text) if part]
    return list("".join(parts)) if len(question.choices) <= ONE_DIGIT else parts


def _grid(question: QuestionOutline, text: str) -> dict[str, str]:
    numbers = _numbers(question, text)
    if len(numbers) != len(question.rows):
        raise ValidationError(
            f"{len(question.rows)} lignes sur la feuille, {len(numbers)} tapées\u00a0: un numéro par ligne, "
            "«\u00a0-\u00a0» si elle est blanche."
        )
    lines = zip(question.rows, numbers, strict=True)
    return {row.code: _choice(question, number) for row, number in lines if number != BLANK}
