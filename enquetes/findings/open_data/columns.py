"""Columns of the open table: codes only. Numbers stand in bands, communes as territories, words nowhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from enquetes.design.variables.choice_columns import choice_columns
from questionnaires.filling.values import conditions_in_words
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline, QuestionOutline
from reseau.places.models.commune import Territory

# Bands of a number, at most.
MOST_BANDS = 5
# Answers that can be put together: two groups at least are left.
FEWEST = 3
BETWEEN_CODES, BETWEEN_WORDS = "+", " ou "


@dataclass(frozen=True)
class OpenColumn:
    """`question`: code of the question that it comes from; `codes`: what a cell may hold beside nothing → its words."""

    name: str
    question: str
    title: str
    codes: Mapping[str, str]
    asked: str = ""


@dataclass(frozen=True, slots=True)
class NumberBand:
    """Numbers between two others, included."""

    lowest: int
    highest: int

    @property
    def code(self) -> str:
        return str(self.lowest) if self.lowest == self.highest else f"{self.lowest}_{self.highest}"

    def words(self, unit: str) -> str:
        bounds = str(self.lowest) if self.lowest == self.highest else f"{self.lowest} à {self.highest}"
        return f"{bounds} {unit}".strip()


def bands_of(numbers: Sequence[int], smallest: int) -> list[NumberBand]:
    """Return bands that hold all these numbers, each given by at least `smallest` people; none if too few answered."""
    if len(numbers) < smallest:
        return []
    share = max(smallest, -(-len(numbers) // MOST_BANDS))
    ordered = sorted(numbers)
    bands, first = [], 0
    for place, number in enumerate(ordered):
        is_last_of_its_kind = place + 1 == len(ordered) or ordered[place + 1] != number
        if is_last_of_its_kind and place + 1 - first >= share and len(ordered) - place - 1 >= share:
            bands.append(NumberBand(ordered[first], number))
            first = place + 1
    return [*bands, NumberBand(ordered[first], ordered[-1])]


def columns_of_questions(
    outline: Outline, questions: Iterable[QuestionOutline], bands: Mapping[str, Sequence[NumberBand]]
) -> Iterator[OpenColumn]:
    """Yield the columns in the order of the questions. `bands`: code of a question → its bands. One query a commune."""
    for question in questions:
        asked = " ".join(conditions_in_words(outline, question))
        for name, title, codes in choice_columns(question):
            yield OpenColumn(name, question.code, title, codes, asked)
        match question.kind:
            case QuestionKind.COMMUNE:
                places = dict(Territory.objects.values_list("slug", "name"))
                yield OpenColumn(question.code, question.code, f"{question.wording} (territoire)", places, asked)
            case QuestionKind.NUMBER:
                words = {band.code: band.words(question.unit) for band in bands.get(question.code, ())}
                yield OpenColumn(question.code, question.code, question.wording, words, asked)


def may_group(count: int) -> bool:
    """Whether that many answers can be put together."""
    return count >= FEWEST


def grouped_column(column: OpenColumn) -> tuple[OpenColumn, Mapping[str, str]]:
    """Return the column with neighbouring answers put together, and former code → new one.

    Two by two, the last one alone where their number is odd: « 11 à 12 ou 13 à 14 ».
    """
    if not may_group(len(column.codes)):
        return column, {}
    words, recoding = {}, {}
    every = list(column.codes)
    for place in range(0, len(every), 2):
        codes = every[place : place + 2]
        code = BETWEEN_CODES.join(codes)
        words[code] = BETWEEN_WORDS.join(column.codes[each] for each in codes)
        recoding |= dict.fromkeys(codes, code)
    return replace(column, codes=words), recoding
