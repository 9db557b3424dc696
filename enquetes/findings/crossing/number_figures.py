"""Figures of numbers that people gave: weighted mean with its interval, median and quartiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from b2i.people.anonymity import SMALLEST_GROUP
from enquetes.findings.crossing.weighted_counts import WeightedCount, add_up
from questionnaires.answers.intervals import NORMAL

QUARTILES = (0.25, 0.5, 0.75)
# Sums of weights that should be the same differ by a rounding.
SAME_WEIGHT = 1e-9

# Each number given, in order, with the people who gave it.
CountedNumbers = Sequence[tuple[int, WeightedCount]]


@dataclass(frozen=True, slots=True)
class NumberFigures:
    """`count`: of answers, before any weight; `interval`: of the mean, 95 %; `quartiles`: of which the second is the
    median."""

    count: int
    mean: float
    interval: tuple[float, float]
    quartiles: tuple[float, float, float]

    @property
    def median(self) -> float:
        return self.quartiles[1]

    @property
    def in_words(self) -> str:
        """« 3,4 en moyenne (entre 3,2 et 3,6) »."""
        mean, low, high = (f"{number:.1f}".replace(".", ",") for number in (self.mean, *self.interval))
        return f"{mean} en moyenne ({f'environ {low}' if low == high else f'entre {low} et {high}'})"


def figures_of_numbers(numbers: CountedNumbers, *, smallest: int = SMALLEST_GROUP) -> NumberFigures | None:
    """Return the figures of numbers; None where fewer than `smallest` people gave one, or nobody."""
    base = add_up(count for _, count in numbers)
    if base.count < max(smallest, 1) or not base.weight:
        return None
    mean = sum(number * count.weight for number, count in numbers) / base.weight
    variance = sum(count.weight * (number - mean) ** 2 for number, count in numbers) / base.weight
    # Of the sample, made that of the population as for answers of equal weight.
    size = base.effective_size
    half = NORMAL * sqrt(variance / (size - 1)) if size > 1 else 0.0
    first, second, third = (weighted_quantile(numbers, base.weight, part) for part in QUARTILES)
    return NumberFigures(base.count, mean, (mean - half, mean + half), (first, second, third))


def weighted_quantile(numbers: CountedNumbers, weight: float, part: float) -> float:
    """Return the number under which a part of the weight lies; between two numbers, their middle.

    The inverse of the weighted distribution, averaged where it jumps: definition 2 of R. J. Hyndman and Y. Fan, “Sample
    Quantiles in Statistical Packages”, The American Statistician 50, 1996.
    """
    wanted, below = part * weight, 0.0
    for place, (number, count) in enumerate(numbers):
        below += count.weight
        if abs(below - wanted) <= SAME_WEIGHT * weight and place + 1 < len(numbers):
            return (number + numbers[place + 1][0]) / 2
        if below > wanted:
            return float(number)
    return float(numbers[-1][0])
