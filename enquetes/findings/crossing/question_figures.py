"""Figures of one question: who answered what, in numbers and in weighted shares, and the mean of a scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from b2i.people.anonymity import SMALLEST_GROUP
from enquetes.design.variables.variable import AnswerCategory, Variable, variables_of
from enquetes.findings.crossing.figure_cells import FigureCell
from enquetes.findings.crossing.masking import ANSWERED, ASKED, CountArc, hidden_keys, list_arcs
from enquetes.findings.crossing.number_figures import NumberFigures, figures_of_numbers
from enquetes.findings.crossing.populations import Population, PopulationSizes
from enquetes.findings.crossing.weighted_counts import (
    NOBODY,
    WeightedCount,
    add_up,
    count_by_numbers,
    count_by_variable,
    count_who_answered,
)
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline, QuestionOutline

OVER_A_HUNDRED = (
    "Plusieurs réponses possibles\u00a0: les parts sont celles des personnes, leur somme dépasse 100\u00a0%."
)

CODED = "Les gens ont écrit\u00a0; quelqu’un a rangé leurs mots. Ne sont comptés que les textes lus."


@dataclass(frozen=True)
class QuestionFigures:
    """Figures of a variable. `asked`: people of the population; `answered`: those who answered; None if masked.

    `mean`: of a scale, over the answers that are numbers.
    """

    variable: Variable
    asked: int | None
    answered: int | None
    figures: tuple[tuple[AnswerCategory, FigureCell], ...]
    design_effect: float
    mean: NumberFigures | None = None

    @property
    def unanswered(self) -> int | None:
        return None if self.asked is None or self.answered is None else self.asked - self.answered

    @property
    def has_masked(self) -> bool:
        return self.answered is None or any(cell.is_masked for _, cell in self.figures)

    @property
    def note(self) -> str:
        coded = CODED if self.variable.is_coded else ""
        return " ".join(filter(None, (OVER_A_HUNDRED if self.variable.is_several else "", coded)))


def figures_of_question(
    outline: Outline, question: QuestionOutline, population: Population, *, smallest: int = SMALLEST_GROUP
) -> list[QuestionFigures]:
    """Return the figures of a question; of a grid, those of each line. Three queries at most; none for a text."""
    own = [variable for variable in variables_of(outline) if variable.question.key == question.key]
    return figures_of_variables(own, population, smallest=smallest)


def figures_of_variable(
    variable: Variable, population: Population, *, smallest: int = SMALLEST_GROUP
) -> QuestionFigures:
    """Return the figures of one variable, in the order of its categories."""
    return figures_of_variables([variable], population, smallest=smallest)[0]


def figures_of_variables(
    variables: Sequence[Variable],
    population: Population,
    *,
    smallest: int = SMALLEST_GROUP,
    sizes: PopulationSizes | None = None,
) -> list[QuestionFigures]:
    """Return the figures of many variables. `sizes`: of the population, if they are known.

    One query, one more for communes, for several answers, and for sizes.
    """
    if not variables:
        return []
    sizes = sizes or population.sizes()
    counts = count_by_variable(variables, population)
    bases = count_who_answered(population, [variable for variable in variables if variable.is_several])
    is_few = sizes.show_few(smallest)
    return [
        _figures(
            variable,
            counts[variable.code],
            asked=sizes.size,
            base=bases.get(variable.code) or add_up(counts[variable.code].values()),
            smallest=smallest,
            is_few=is_few,
        )
        for variable in variables
    ]


def _figures(
    variable: Variable,
    counts: dict[int, WeightedCount],
    *,
    asked: int,
    base: WeightedCount,
    smallest: int,
    is_few: bool,
) -> QuestionFigures:
    if is_few:
        hidden = frozenset({ASKED, ANSWERED, *variable.by_key})
    else:
        sizes = {key: count.count for key, count in counts.items()}
        hidden = hidden_keys(_parts(variable, sizes, base.count, asked), smallest=smallest)
    is_base_shown = ANSWERED not in hidden
    cells = tuple(
        (
            category,
            FigureCell(None)
            if category.key in hidden
            else FigureCell.of(counts.get(category.key, NOBODY), column=base if is_base_shown else None),
        )
        for category in variable.categories
    )
    return QuestionFigures(
        variable,
        None if ASKED in hidden else asked,
        base.count if is_base_shown else None,
        cells,
        base.design_effect,
        _mean_of_scale(variable, counts, smallest) if is_base_shown else None,
    )


def numbers_of_question(
    question: QuestionOutline, population: Population, *, smallest: int = SMALLEST_GROUP
) -> NumberFigures | None:
    """Return the mean and the quartiles of a question about a number; None where too few answered."""
    if population.shows_few(smallest):
        return None
    return figures_of_numbers(count_by_numbers([question], population).get(question.key, ()), smallest=smallest)


def _parts(variable: Variable, sizes: dict[int, int], answered: int, asked: int) -> list[list[CountArc]]:
    """Return numbers that add up: the categories; where a person may be in several, each beside all others."""
    if not variable.is_several:
        return [list_arcs(sizes, asked=asked)]
    return [list_arcs({key: size, ("not", key): answered - size}, asked=asked) for key, size in sizes.items()]


def _mean_of_scale(variable: Variable, counts: dict[int, WeightedCount], smallest: int) -> NumberFigures | None:
    """Return the mean of the steps of a scale that are numbers: « Ne sait pas » has none."""
    if variable.question.kind is not QuestionKind.SCALE:
        return None
    numbers = [
        (int(category.code), counts[category.key])
        for category in variable.categories
        if category.key in counts and category.code.removeprefix("-").isdecimal()
    ]
    return figures_of_numbers(sorted(numbers), smallest=smallest)
