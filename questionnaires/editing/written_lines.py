"""Choices and lines as people write them: one on each line.

`Oui` alone takes its code from its words; `oui = Oui, souvent` gives it. A choice may end with « (à préciser) » or
« (exclut les autres) ». A line that is corrected keeps its code, so that conditions hold.
"""

import re
from collections.abc import Callable, Container, Sequence
from typing import NamedTuple

from questionnaires.questions.codes import code_of_choice, code_of_row
from questionnaires.questions.outline import ChoiceOutline, RowOutline

ASKS_WORDS, EXCLUSIVE = "(à préciser)", "(exclut les autres)"
CODED = re.compile(r"([a-z0-9_]{1,30})\s*=\s*(\S.*)")


class _Line(NamedTuple):
    """`code` is empty where none was written."""

    code: str
    words: str


def read_choices(text: str, known: Sequence[ChoiceOutline] = (), *, numbered: bool = False) -> list[ChoiceOutline]:
    """Return the choices of a text. `known`: those of before; `numbered`: steps of a scale, whose codes are ranks."""
    written, marks = [], []
    for line in _lines(text):
        words, own_marks = _without_marks(line.words)
        written.append(_Line(line.code, words))
        marks.append(own_marks)
    if numbered:
        codes = [line.code or str(rank) for rank, line in enumerate(written, start=1)]
    else:
        codes = _codes(written, [(choice.code, choice.label) for choice in known], code_of_choice)
    return [
        ChoiceOutline(0, code, line.words, EXCLUSIVE in own_marks, ASKS_WORDS in own_marks)
        for code, line, own_marks in zip(codes, written, marks, strict=True)
    ]


def write_choices(choices: Sequence[ChoiceOutline], *, numbered: bool = False) -> str:
    """Return the text from which `read_choices` reads these choices."""
    lines = []
    for rank, choice in enumerate(choices, start=1):
        usual = str(rank) if numbered else code_of_choice(choice.label)
        marks = [ASKS_WORDS] * choice.asks_words + [EXCLUSIVE] * choice.is_exclusive
        lines.append(" ".join([_written(choice.code, choice.label, usual), *marks]))
    return "\n".join(lines)


def read_rows(text: str, known: Sequence[RowOutline] = ()) -> list[RowOutline]:
    """Return the lines of a grid."""
    written = _lines(text)
    codes = _codes(written, [(row.code, row.wording) for row in known], code_of_row)
    return [RowOutline(0, code, line.words) for code, line in zip(codes, written, strict=True)]


def write_rows(rows: Sequence[RowOutline]) -> str:
    """Return the text from which `read_rows` reads these lines."""
    return "\n".join(_written(row.code, row.wording, code_of_row(row.wording)) for row in rows)


def _lines(text: str) -> list[_Line]:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    found = [(CODED.fullmatch(line), line) for line in lines if line]
    return [_Line(coded[1], coded[2]) if coded else _Line("", line) for coded, line in found]


def _without_marks(words: str) -> tuple[str, set[str]]:
    marks = set()
    while mark := next((mark for mark in (ASKS_WORDS, EXCLUSIVE) if words.endswith(f" {mark}")), ""):
        marks.add(mark)
        words = words.removesuffix(mark).rstrip()
    return words, marks


def _codes(
    lines: Sequence[_Line], known: Sequence[tuple[str, str]], make: Callable[[str, Container[str]], str]
) -> list[str]:
    """Return a code for each line: written, that of the same words before, that of the same rank before, or new."""
    codes = [line.code for line in lines]
    by_words = {words.casefold(): code for code, words in known}
    for rank, line in enumerate(lines):
        same = by_words.get(line.words.casefold(), "")
        if not codes[rank] and same not in codes:
            codes[rank] = same
    if len(lines) == len(known):
        for rank, (code, _) in enumerate(known):
            if not codes[rank] and code not in codes:
                codes[rank] = code
    for rank, line in enumerate(lines):
        if not codes[rank]:
            codes[rank] = make(line.words, codes)
    return codes


def _written(code: str, words: str, usual: str) -> str:
    return words if code == usual and not CODED.fullmatch(words) else f"{code} = {words}"
