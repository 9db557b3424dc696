"""Two keyings of a sheet compared, question by question, and the answers that a decision leaves."""

from collections.abc import Iterable, Mapping

from questionnaires.filling.values import WORDS, Value, Values, without_unasked
from questionnaires.questions.outline import Outline

# The value of a question, and the words beside a choice; None for a blank.
KeyedPair = list[Value | None]


def pair_of(values: Values, code: str) -> KeyedPair:
    return [values.get(code), values.get(code + WORDS)]


def keyed_codes(outline: Outline, *keyings: Values) -> list[str]:
    """Return the codes of the questions that some keying answers, in order."""
    return [question.code for question in outline.questions if any(question.code in values for values in keyings)]


def differing_codes(outline: Outline, first: Values, second: Values) -> list[str]:
    """Return the codes of the questions that two keyings answer differently, in order."""
    return [code for code in keyed_codes(outline, first, second) if pair_of(first, code) != pair_of(second, code)]


def decided_values(outline: Outline, first: Values, decisions: Mapping[str, KeyedPair]) -> dict[str, Value]:
    """Return the answers to keep: those on which both keyings agree, and those decided; what is not asked is dropped.

    `decisions`: code of a question that differs → the pair to keep.
    """
    pairs = {code: pair_of(first, code) for code in keyed_codes(outline, first)} | dict(decisions)
    return without_unasked(outline, dict(_flat(pairs.items())))


def _flat(pairs: Iterable[tuple[str, KeyedPair]]) -> Iterable[tuple[str, Value]]:
    for code, (value, words) in pairs:
        if value is not None:
            yield code, value
            if words:
                yield code + WORDS, words
