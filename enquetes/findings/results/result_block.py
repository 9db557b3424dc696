"""Results of one question as pages, papers, spreadsheets and publications show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from b2i.people.anonymity import MASKED
from enquetes.design.variables.variable import Variable
from enquetes.findings.crossing.figure_cells import FigureCell, FigureShare
from enquetes.findings.crossing.number_figures import NumberFigures, figures_of_numbers
from enquetes.findings.crossing.populations import Population, PopulationSizes
from enquetes.findings.crossing.question_figures import QuestionFigures, figures_of_variables
from enquetes.findings.crossing.weighted_counts import count_by_numbers
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import QuestionOutline
from reseau.texts.wording import counted, percent_in_words

TEXTS = (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT)
NO_SHARE = "–"
TOO_FEW = "Trop peu de réponses pour montrer un chiffre."


def number_in_words(number: float) -> str:
    """« 6 827 », « 3,4 »."""
    digits = f"{number:,.1f}".removesuffix(".0")
    return digits.replace(",", "\u202f").replace(".", ",")


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One answer. `count`: before any weight, None if masked; `share`: weighted, of 1, None if it cannot be shown."""

    code: str
    words: str
    count: int | None
    share: float | None = None
    low: float | None = None
    high: float | None = None

    @classmethod
    def of(cls, code: str, words: str, cell: FigureCell, share: FigureShare | None) -> "ResultLine":
        bounds = share.interval if share else (None, None)
        return cls(code, words, cell.count, share.share if share else None, *bounds)

    @property
    def percent(self) -> str:
        if self.count is None:
            return MASKED
        return NO_SHARE if self.share is None else percent_in_words(self.share)

    @property
    def interval(self) -> str:
        """« 31 à 37 % »."""
        if self.low is None or self.high is None:
            return NO_SHARE
        low, high = f"{100 * self.low:.0f}", f"{100 * self.high:.0f}"
        return f"{low}\u00a0%" if low == high else f"{low} à {high}\u00a0%"

    @property
    def count_words(self) -> str:
        return MASKED if self.count is None else number_in_words(self.count)

    @property
    def width(self) -> int:
        """Of its bar, in hundredths."""
        return round(100 * (self.share or 0))


@dataclass(frozen=True, slots=True)
class ResultBlock:
    """A question, or a line of a grid. `base`: how many answered, in words; `facts`: of numbers, with their labels."""

    code: str
    number: int
    wording: str
    lines: tuple[ResultLine, ...] = ()
    base: str = ""
    notes: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    is_text: bool = False

    @property
    def first(self) -> ResultLine | None:
        """The answer given by most people, of those that are shown."""
        shown = [line for line in self.lines if line.share]
        return max(shown, key=lambda line: line.share or 0, default=None)

    @property
    def has_masked(self) -> bool:
        return any(line.count is None for line in self.lines)

    @classmethod
    def restored(cls, kept: Mapping[str, Any]) -> "ResultBlock":
        """Return what `dataclasses.asdict` gave, read back from JSON."""
        lines = tuple(ResultLine(**line) for line in kept["lines"])
        facts = tuple((label, value) for label, value in kept["facts"])
        return cls(**{**kept, "lines": lines, "facts": facts, "notes": tuple(kept["notes"])})


def result_blocks(
    questions: Sequence[QuestionOutline],
    variables: Sequence[Variable],
    population: Population,
    *,
    sizes: PopulationSizes,
    smallest: int,
) -> list[ResultBlock]:
    """Return the results of these questions, in order. `variables`: all those of the version. Three queries at most."""
    keys = {question.key for question in questions}
    own = [variable for variable in variables if variable.question.key in keys]
    figures = figures_of_variables(own, population, smallest=smallest, sizes=sizes)
    typed = [each for each in questions if each.kind is QuestionKind.NUMBER or each.kind in TEXTS]
    counts = count_by_numbers(typed, population) if typed and not sizes.show_few(smallest) else {}
    blocks = []
    for question in questions:
        blocks += [_of_figures(each) for each in figures if each.variable.question.key == question.key]
        if question.kind is QuestionKind.NUMBER:
            numbers = figures_of_numbers(counts.get(question.key, ()), smallest=smallest)
            blocks.append(_of_numbers(question, numbers))
        elif question.kind in TEXTS:
            written = sum(count.count for _, count in counts.get(question.key, ()))
            is_shown = not sizes.show_few(smallest) and (not written or written >= smallest)
            base = f"{counted(written, 'texte écrit')}." if is_shown else TOO_FEW
            blocks.append(ResultBlock(question.code, question.number, question.wording, base=base, is_text=True))
    return blocks


def _of_figures(figures: QuestionFigures) -> ResultBlock:
    variable = figures.variable
    lines = tuple(
        ResultLine.of(category.code, category.wording, cell, cell.column_share) for category, cell in figures.figures
    )
    mean = (figures.mean.in_words,) if figures.mean else ()
    notes = tuple(filter(None, (f"Note\u00a0: {mean[0]}." if mean else "", figures.note)))
    return ResultBlock(variable.code, variable.question.number, variable.wording, lines, _base_of(figures), notes)


def _base_of(figures: QuestionFigures) -> str:
    if figures.answered is None:
        return TOO_FEW
    words = _answers(figures.answered)
    if figures.design_effect > 1 and figures.answered:
        size = round(figures.answered / figures.design_effect)
        effect = f"{figures.design_effect:.2f}".replace(".", ",")
        words += f", qui en valent {number_in_words(size)} de même poids (effet de plan {effect})"
    if silent := figures.unanswered:
        words += f"\u00a0; {number_in_words(silent)} sans réponse"
    return f"{words}."


def _of_numbers(question: QuestionOutline, figures: NumberFigures | None) -> ResultBlock:
    if figures is None:
        return ResultBlock(question.code, question.number, question.wording, base=TOO_FEW)
    unit = f"\u00a0{question.unit}" if question.unit else ""
    low, high = (number_in_words(bound) for bound in figures.interval)
    first, middle, third = (number_in_words(each) for each in figures.quartiles)
    facts = (
        ("Moyenne", f"{number_in_words(figures.mean)}{unit} (entre {low} et {high})"),
        ("Une personne sur deux donne au plus", f"{middle}{unit}"),
        ("La moitié du milieu va de", f"{first} à {third}{unit}"),
    )
    return ResultBlock(
        question.code, question.number, question.wording, base=f"{_answers(figures.count)}.", facts=facts
    )


def _answers(count: int) -> str:
    return f"{number_in_words(count)}\u00a0réponse{'s' if count > 1 else ''}"
