"""Places of a template that can be broken: the operands of its conditions, and the words between them."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.template.base import DebugLexer, TokenType
from django.utils.text import smart_split

from scripts.mutants.mutant import Mutation, MutationPlace

CONNECTORS = {"and": "or", "or": "and"}
COMPARISONS = {
    "==": ("!=",),
    "!=": ("==",),
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "in": ("not in",),
    "not in": ("in",),
    "is": ("is not",),
    "is not": ("is",),
}


def template_places(path: Path, source: str) -> list[MutationPlace]:
    """Return the operands and connectors of each `{% if %}` and `{% elif %}`, in order."""
    places = []
    for line, start, end in conditions(source):
        words = list(smart_split(source[start:end]))
        for rank, mutations in mutations_of(words):
            found = tuple(
                Mutation(name, (line,), partial(replaced, source, start, end, changed))
                for name, changed in mutations.items()
            )
            column = start - source.rfind("\n", 0, start) - 1 + rank
            places.append(MutationPlace(path, (source.count("\n", 0, start) + 1, column), "", source, found))
    return places


def conditions(source: str) -> Iterator[tuple[int, int, int]]:
    """Yield for each condition the line of its `{% if %}`, where the condition starts and where it ends."""
    opened: list[int] = []
    for token in DebugLexer(source).tokenize():
        word, _, condition = token.contents.partition(" ") if token.token_type is TokenType.BLOCK else ("", "", "")
        if word == "if":
            opened.append(token.lineno)
        if word in {"if", "elif"}:
            start = source.index(condition, token.position[0] + source[token.position[0] :].index(word) + len(word))
            yield opened[-1], start, start + len(condition)
        if word == "endif":
            opened.pop()


def mutations_of(words: list[str]) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """Yield, for each operand and connector, its rank among `words` and name → words of each changed condition."""
    connectors = [rank for rank, word in enumerate(words) if word in CONNECTORS]
    for rank in connectors:
        yield rank, {"connector": [*words[:rank], CONNECTORS[words[rank]], *words[rank + 1 :]]}
    starts, ends = [0, *(rank + 1 for rank in connectors)], [*connectors, len(words)]
    for start, end in zip(starts, ends, strict=True):
        mutations = {
            f"operand {number}": [*words[:start], *changed, *words[end:]]
            for number, changed in enumerate(negations(words[start:end]))
        }
        if connectors:
            mutations["dropped"] = [*words[: max(start - 1, 0)], *words[end if start else end + 1 :]]
        yield start, mutations


def negations(operand: list[str]) -> list[list[str]]:
    """Return the operand with the comparison changed, or with `not` added or taken away."""
    for length in (2, 1):
        for rank in range(1, len(operand)):
            if changes := COMPARISONS.get(" ".join(operand[rank : rank + length])):
                return [[*operand[:rank], change, *operand[rank + length :]] for change in changes]
    return [operand[1:] if operand[0] == "not" else ["not", *operand]]


def replaced(source: str, start: int, end: int, words: list[str]) -> str:
    return f"{source[:start]}{' '.join(words)}{source[end:]}"
