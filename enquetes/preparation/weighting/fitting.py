"""Iterative proportional fitting of a crossed table to margins, with weights kept within bounds.

Source: W. E. Deming and F. F. Stephan, “On a Least Squares Adjustment of a Sampled Frequency Table”, Annals of
Mathematical Statistics 11 (4), 1940; as a calibration: J.-C. Deville, C.-E. Särndal and O. Sautory, “Generalized Raking
Procedures in Survey Sampling”, JASA 88, 1993.

People with the same categories have the same weight, so that rounds work on cells of a crossed table, not on people.
Those who did not answer a variable make a category of their own on its margin, whose target is their number: together
they count there for what they are, with a mean weight of 1.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enquetes.preparation.weighting.margins import Margin

AT_A_BOUND = 1e-9
# Of shares that are compared.
DIGITS = 10
# What a weight may become where margins contradict each other, so that it stays a number.
NUMBERS = (1e-100, 1e100)
# Rounds that hardly change the greatest gap: more of them would not either.
STUCK_AFTER, STUCK_RATIO = 50, 0.999

# Bounds of the weights, whose mean is 1.
Trim = tuple[float, float]
# Category on each margin, in their order; None where the variable has no answer.
Cell = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class MarginGap:
    """What a category weighs among those who answered its variable, and what it should: shares, of 1."""

    variable: str
    category: str
    wanted: float
    got: float

    @property
    def size(self) -> float:
        return abs(self.got - self.wanted)


@dataclass(frozen=True)
class Fit:
    """Weights of cells after some rounds. `weights`: in the order of the cells, with a mean of 1 over people."""

    weights: list[float]
    rounds: int
    gap: MarginGap
    converged: bool


@dataclass(frozen=True)
class CrossedSample:
    """The cells of a crossed table in a fixed order, so that the order of people changes nothing, not even a bit."""

    margins: Sequence[Margin]
    cells: Sequence[Cell]
    counts: Sequence[int]
    total: int
    # One a margin: category → positions of its cells.
    members: Sequence[Mapping[str | None, list[int]]]

    @classmethod
    def of(cls, counted: Mapping[Cell, int], margins: Sequence[Margin]) -> "CrossedSample":
        cells = sorted(counted, key=lambda cell: [(category is not None, category or "") for category in cell])
        members: list[dict[str | None, list[int]]] = [{} for _ in margins]
        for position, cell in enumerate(cells):
            for place, category in enumerate(cell):
                members[place].setdefault(category, []).append(position)
        return cls(margins, cells, [counted[cell] for cell in cells], sum(counted.values()), members)

    def count(self, place: int, category: str | None) -> int:
        return sum(self.counts[position] for position in self.members[place].get(category, ()))

    def missing(self, place: int) -> int:
        """Return the number of people without an answer to the variable of a margin."""
        return self.count(place, None)

    def weight(self, weights: Sequence[float], place: int, category: str | None) -> float:
        return sum(self.counts[position] * weights[position] for position in self.members[place].get(category, ()))

    def targets(self, place: int) -> dict[str | None, float]:
        """Return what each category of a margin should weigh, in people."""
        missing = self.missing(place)
        shares = self.margins[place].shares
        targets: dict[str | None, float] = {
            category: share * (self.total - missing) for category, share in shares.items()
        }
        return targets | ({None: float(missing)} if missing else {})


def fit(sample: CrossedSample, *, trim: Trim | None, tolerance: float, most_rounds: int) -> Fit:
    """Adjust each margin in turn, until all are met within `tolerance` (a share) or rounds are over.

    Bounds hold in each adjustment: a category is scaled until its weights, cut at the bounds, reach its target. Each
    cell keeps what it would weigh without bounds, so that it leaves its bound when others make room. Where weights
    within bounds exist, this finds those nearest to 1 (coordinate ascent on the dual of the bounded problem).
    """
    free = [1.0] * len(sample.cells)
    targets = [sample.targets(place) for place in range(len(sample.margins))]
    weights, gaps = free, [greatest_gap(sample, free)]
    while len(gaps) <= most_rounds and not (len(gaps) > 1 and (gaps[-1].size <= tolerance or _is_stuck(gaps))):
        for place, members in enumerate(sample.members):
            for category, positions in members.items():
                _adjust(free, positions, sample.counts, targets[place][category], trim)
        factor = factor_to_reach(sample.total, free, sample.counts, trim)
        weights = [within(weight * factor, trim) for weight in free]
        gaps.append(greatest_gap(sample, weights))
    return Fit(weights, len(gaps) - 1, gaps[-1], converged=gaps[-1].size <= tolerance)


def _is_stuck(gaps: Sequence[MarginGap]) -> bool:
    return len(gaps) > STUCK_AFTER and gaps[-1].size > STUCK_RATIO * gaps[-1 - STUCK_AFTER].size


def _adjust(
    free: list[float], positions: Sequence[int], counts: Sequence[int], target: float, trim: Trim | None
) -> None:
    """Scale the weights at these positions so that, within bounds, they reach the target."""
    factor = factor_to_reach(target, [free[each] for each in positions], [counts[each] for each in positions], trim)
    for position in positions:
        free[position] = within(free[position] * factor, NUMBERS)


def within(weight: float, trim: Trim | None) -> float:
    return min(max(weight, trim[0]), trim[1]) if trim else weight


def factor_to_reach(target: float, weights: Sequence[float], counts: Sequence[int], trim: Trim | None) -> float:
    """Return the factor by which weights, scaled then cut at the bounds, reach a total or come as near as they can.

    The total grows with the factor, by straight lines between the factors at which a weight meets a bound.
    """

    def total(factor: float) -> float:
        return sum(count * within(weight * factor, trim) for count, weight in zip(counts, weights, strict=True))

    if trim is None:
        return target / total(1)
    turns = sorted({bound / weight for weight in weights for bound in trim})
    place = bisect_left(turns, target, key=total)
    if place in (0, len(turns)):
        return turns[min(place, len(turns) - 1)]
    before, after = turns[place - 1], turns[place]
    reached = total(before)
    return before + (after - before) * (target - reached) / (total(after) - reached)


def greatest_gap(sample: CrossedSample, weights: Sequence[float]) -> MarginGap:
    """Return the category that is farthest from its target; of two as far, the one that weighs too little."""
    gaps = []
    for place, margin in enumerate(sample.margins):
        got = {category: sample.weight(weights, place, category) for category in margin.targets}
        answered = sum(got.values())
        gaps += [
            MarginGap(margin.variable, category, share, got[category] / answered)
            for category, share in margin.shares.items()
        ]
    return max(gaps, key=lambda gap: (round(gap.size, DIGITS), gap.wanted > gap.got))


def people_at_bounds(sample: CrossedSample, weights: Sequence[float], trim: Trim | None) -> tuple[int, int]:
    """Return how many people have the lowest weight allowed, and the highest."""
    if trim is None:
        return 0, 0
    low, high = (
        sum(count for count, weight in zip(sample.counts, weights, strict=True) if abs(weight - bound) <= AT_A_BOUND)
        for bound in trim
    )
    return low, high
