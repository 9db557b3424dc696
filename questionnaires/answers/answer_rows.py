"""Values turned into rows of answers, and back: what is stored comes back as it was checked."""

from collections.abc import Iterable, Iterator, Mapping

from questionnaires.answers.models import Answer, Response
from questionnaires.filling.values import WORDS, Value, Values
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline, QuestionOutline


def answers_of(outline: Outline, response: Response, values: Values) -> Iterator[Answer]:
    """Yield the rows, unsaved, of checked values."""
    for question in outline.questions:
        if question.code in values:
            words = str(values.get(question.code + WORDS, ""))
            for parts in _parts(question, values[question.code], words):
                yield Answer(response=response, question_id=question.key, **parts)


def _parts(question: QuestionOutline, value: Value, words: str) -> Iterable[dict]:
    choices = question.choice_by_code
    match question.kind:
        case QuestionKind.ONE | QuestionKind.SCALE | QuestionKind.SEVERAL:
            given = [choices[code] for code in (value if isinstance(value, list) else [value])]
            return [{"choice_id": choice.key, "text": words if choice.asks_words else ""} for choice in given]
        case QuestionKind.GRID:
            return [
                {"row_id": row.key, "choice_id": choices[value[row.code]].key}
                for row in question.rows
                if row.code in value
            ]
        case QuestionKind.NUMBER:
            return [{"number": value}]
        case QuestionKind.COMMUNE:
            return [{"commune_id": value}]
    return [{"text": value}]


def values_of(outline: Outline, answers: Iterable[Answer]) -> dict[str, Value]:
    """Return the values of one response, in the order of the questions, as `check_values` gave them."""
    values: dict[str, Value] = {}
    for question in outline.questions:
        own = [answer for answer in answers if answer.question_id == question.key]
        if own:
            values[question.code] = _value(question, own)
            if words := next((answer.text for answer in own if answer.choice_id and answer.text), ""):
                values[question.code + WORDS] = words
    return values


def _value(question: QuestionOutline, answers: list[Answer]) -> Value:
    codes: Mapping[int, str] = {choice.key: choice.code for choice in question.choices}
    match question.kind:
        case QuestionKind.ONE | QuestionKind.SCALE:
            return codes[answers[0].choice_id]
        case QuestionKind.SEVERAL:
            given = {answer.choice_id for answer in answers}
            return [choice.code for choice in question.choices if choice.key in given]
        case QuestionKind.GRID:
            given = {answer.row_id: codes[answer.choice_id] for answer in answers}
            return {row.code: given[row.key] for row in question.rows if row.key in given}
        case QuestionKind.NUMBER:
            return answers[0].number
        case QuestionKind.COMMUNE:
            return answers[0].commune_id
    return answers[0].text
