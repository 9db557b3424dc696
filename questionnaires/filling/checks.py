"""What an answer may be: the one place that accepts or refuses it, for forms, keying, imports and tablets."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError

from questionnaires.filling.values import WORDS, Value, Values, asked_questions, is_answered, without_unasked
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models import LONGEST_WORDS
from questionnaires.questions.outline import Outline, QuestionOutline
from reseau.places.models.commune import Commune
from reseau.texts.wording import counted

SHORT = 200
UNKNOWN_CHOICE = "Choisissez une réponse de la liste."
ANSWER_NEEDED = "Répondez à cette question, s’il vous plaît."
ONE_NEEDED = "Choisissez une réponse."
ALONE = "«\u00a0{}\u00a0» ne va pas avec une autre réponse\u00a0: gardez l’une ou l’autre."
UNKNOWN_COMMUNE = "Cette commune n’est pas connue\u00a0: choisissez-la dans la liste."
NOT_A_NUMBER = "Écrivez un nombre entier, en chiffres."


def check_values(outline: Outline, values: Values) -> dict[str, Value]:
    """Return the answers to keep: asked, of the right kind, without blanks around.

    Raises ValidationError with the refusals by code of question. Unknown codes are refused: they come from another
    version. One query when a commune was given.
    """
    unknown = [code for code in values if code.removesuffix(WORDS) not in outline.by_code]
    if unknown:
        raise ValidationError(f"Ces réponses ne sont pas de ce questionnaire\u00a0: {', '.join(sorted(unknown))}.")
    kept, refusals = judge_values(outline, values)
    if refusals:
        raise ValidationError(refusals)
    return kept


def judge_values(
    outline: Outline, values: Values, *, only: Collection[str] | None = None
) -> tuple[dict[str, Value], dict[str, list[str]]]:
    """Return the answers to keep, and the refusals by code of question.

    `only`: codes of the questions to judge, all if None; answers to others are taken as they are.
    """
    cleaned: dict[str, Value] = {}
    refusals: dict[str, list[str]] = {}
    for question in asked_questions(outline, values):
        if only is not None and question.code not in only:
            cleaned |= {name: values[name] for name in (question.code, question.code + WORDS) if values.get(name)}
            continue
        try:
            value = clean_value(question, values.get(question.code))
            cleaned |= {question.code: value} if is_answered(value) else {}
            if words := values.get(question.code + WORDS):
                cleaned[question.code + WORDS] = _text(words, SHORT)
        except ValidationError as refusal:
            refusals[question.code] = refusal.messages
    return without_unasked(outline, cleaned), refusals


def clean_value(question: QuestionOutline, value: Any) -> Value | None:
    """Return the value of one answer. Raises ValidationError if it does not suit its question."""
    if not is_answered(value):
        if question.is_required:
            raise ValidationError(ONE_NEEDED if question.kind.has_choices else ANSWER_NEEDED)
        return None
    match question.kind:
        case QuestionKind.ONE | QuestionKind.SCALE:
            return _code(question, value)
        case QuestionKind.SEVERAL:
            return _several(question, value)
        case QuestionKind.GRID:
            return _grid(question, value)
        case QuestionKind.NUMBER:
            return _number(question, value)
        case QuestionKind.COMMUNE:
            return _commune(value)
        case QuestionKind.SHORT_TEXT:
            return _required_text(question, value, question.longest or SHORT)
    return _required_text(question, value, question.longest or LONGEST_WORDS)


def _code(question: QuestionOutline, value: Any) -> str:
    if not isinstance(value, str) or value not in question.choice_by_code:
        raise ValidationError(UNKNOWN_CHOICE)
    return value


def _several(question: QuestionOutline, value: Any) -> list[str]:
    """Return the codes in the order of the choices, each once."""
    given = {_code(question, code) for code in (value if isinstance(value, list) else [value])}
    chosen = [choice for choice in question.choices if choice.code in given]
    alone = next((choice for choice in chosen if choice.is_exclusive), None)
    if alone and len(chosen) > 1:
        raise ValidationError(ALONE.format(alone.label))
    if question.highest is not None and len(chosen) > question.highest:
        raise ValidationError(f"Gardez {counted(question.highest, 'réponse')} au plus.")
    return [choice.code for choice in chosen]


def _grid(question: QuestionOutline, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValidationError(UNKNOWN_CHOICE)
    lines = {row.code: row for row in question.rows}
    if not set(value) <= set(lines):
        raise ValidationError("Une ligne de cette grille n’existe pas.")
    given = {code: _code(question, value[code]) for code in lines if is_answered(value.get(code))}
    missing = [row.wording for code, row in lines.items() if code not in given]
    if question.is_required and missing:
        raise ValidationError(f"Il manque une réponse\u00a0: {', '.join(missing)}.")
    return given


def _number(question: QuestionOutline, value: Any) -> int:
    text = str(value).replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    if isinstance(value, bool) or not text.removeprefix("-").isascii() or not text.removeprefix("-").isdigit():
        raise ValidationError(NOT_A_NUMBER)
    if len(text) > 9:
        raise ValidationError("Ce nombre est trop grand.")
    number = int(text)
    if question.lowest is not None and number < question.lowest:
        raise ValidationError(f"Le plus petit nombre possible est {question.lowest}.")
    if question.highest is not None and number > question.highest:
        raise ValidationError(f"Le plus grand nombre possible est {question.highest}.")
    return number


def _commune(value: Any) -> str:
    if not isinstance(value, str) or not Commune.objects.filter(pk=value).exists():
        raise ValidationError(UNKNOWN_COMMUNE)
    return value


def _required_text(question: QuestionOutline, value: Any, longest: int) -> str:
    text = _text(value, longest)
    if question.is_required and not text:
        raise ValidationError(ANSWER_NEEDED)
    return text


def _text(value: Any, longest: int) -> str:
    text = str(value).replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > longest:
        raise ValidationError(f"Ce texte a {len(text)} signes\u00a0: {longest} au plus.")
    return text
