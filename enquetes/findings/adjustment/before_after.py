"""What a weighting changed: each category of its margins before and after, beside what it should be."""

from dataclasses import dataclass, replace

from b2i.people.anonymity import MASKED
from enquetes.design.variables.variable import Variable
from enquetes.findings.crossing.masking import hidden_keys, list_arcs
from enquetes.findings.crossing.populations import Population
from enquetes.findings.crossing.weighted_counts import NOBODY, add_up, count_by_variable
from enquetes.preparation.weighting.margins import Margin
from enquetes.preparation.weighting.models import Weighting
from reseau.texts.wording import percent_in_words


@dataclass(frozen=True, slots=True)
class CategoryChange:
    """Shares in words: of the answers as they came, of the margin, of the weighted answers."""

    words: str
    before: str
    wanted: str
    after: str


@dataclass(frozen=True, slots=True)
class MarginChange:
    wording: str
    lines: tuple[CategoryChange, ...]


def changes_of(
    weighting: Weighting, variables: list[Variable], population: Population, *, answers: int, smallest: int
) -> list[MarginChange]:
    """Return the changes, margin by margin. One query; small groups are masked. `answers`: that count."""
    margins = [Margin(code, targets) for code, targets in weighting.margins]
    by_code = {variable.code: variable for variable in variables}
    own = [by_code[margin.variable] for margin in margins if margin.variable in by_code]
    counts = count_by_variable(own, replace(population, weighting=weighting.pk))
    shares = {margin.variable: margin.shares for margin in margins}
    changes = []
    for variable in own:
        given = {category.key: counts[variable.code].get(category.key, NOBODY) for category in variable.categories}
        sizes = {key: count.count for key, count in given.items()}
        hidden = hidden_keys([list_arcs(sizes, asked=answers)], smallest=smallest)
        whole = add_up(given.values())
        lines = [
            CategoryChange(
                category.wording,
                _share(count.count, whole.count, is_masked=category.key in hidden),
                percent_in_words(shares[variable.code][category.code], decimals=1),
                _share(count.weight, whole.weight, is_masked=category.key in hidden),
            )
            for category in variable.categories
            if category.code in shares[variable.code]
            for count in [given[category.key]]
        ]
        changes.append(MarginChange(variable.wording, tuple(lines)))
    return changes


def _share(part: float, whole: float, *, is_masked: bool) -> str:
    if is_masked:
        return MASKED
    return percent_in_words(part / whole, decimals=1) if whole else "–"
