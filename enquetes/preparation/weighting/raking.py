"""Raking: weights that make answers look like the population on each margin, changed as little as possible."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from enquetes.preparation.weighting.design_effect import design_effect, effective_size
from enquetes.preparation.weighting.failures import failure_in_words
from enquetes.preparation.weighting.fitting import Cell, CrossedSample, MarginGap, Trim, fit, people_at_bounds
from enquetes.preparation.weighting.margins import Margin, check_answers, check_margins

TOLERANCE = 1e-6
MOST_ROUNDS = 500
BAD_BOUNDS = "Les poids limites encadrent 1\u00a0: le plus petit entre 0 et 1, le plus grand au-dessus de 1."
NOBODY = "Personne n’a répondu\u00a0: il n’y a rien à redresser."


@dataclass(frozen=True)
class Weights:
    """Weights of people, mean 1, in the order of `rows`, and how they were found.

    `trimmed`: numbers of people at the lowest and at the highest weight allowed. `missing`: variable → number of people
    who did not answer it. `reason`: why it did not converge, in French; empty if it did.
    """

    values: tuple[float, ...]
    rounds: int
    gap: MarginGap
    converged: bool
    reason: str
    trimmed: tuple[int, int]
    missing: Mapping[str, int]

    @property
    def effective_size(self) -> float:
        return effective_size(sum(self.values), sum(weight * weight for weight in self.values))

    @property
    def design_effect(self) -> float:
        return design_effect(len(self.values), sum(self.values), sum(weight * weight for weight in self.values))


def rake(
    rows: Iterable[Mapping[str, str | None]],
    margins: Sequence[Margin],
    *,
    trim: Trim | None = None,
    tolerance: float = TOLERANCE,
    most_rounds: int = MOST_ROUNDS,
) -> Weights:
    """Return the weights of people. `rows`: variable → category, one a person; without an answer, None or no entry.

    `tolerance`: greatest gap allowed between a weighted share and its target, of 1. Weights that do not converge are
    returned too, with the reason. Raises ValidationError if bounds, margins or answers do not fit.
    """
    if trim and not 0 <= trim[0] < 1 < trim[1]:
        raise ValidationError(BAD_BOUNDS)
    cells, sample = _sample_of(rows, margins)
    found = fit(sample, trim=trim, tolerance=tolerance, most_rounds=most_rounds)
    reason = "" if found.converged else failure_in_words(sample, found, trim=trim, tolerance=tolerance)
    weight_of = dict(zip(sample.cells, found.weights, strict=True))
    missing = {margin.variable: sample.missing(place) for place, margin in enumerate(margins)}
    return Weights(
        tuple(weight_of[cell] for cell in cells),
        found.rounds,
        found.gap,
        found.converged,
        reason,
        people_at_bounds(sample, found.weights, trim),
        {variable: count for variable, count in missing.items() if count},
    )


def _sample_of(rows: Iterable[Mapping[str, str | None]], margins: Sequence[Margin]) -> tuple[list[Cell], CrossedSample]:
    """Return the cell of each person, and the sample. Raises ValidationError if margins and answers do not fit."""
    check_margins(margins)
    cells = [tuple(row.get(margin.variable) for margin in margins) for row in rows]
    if not cells:
        raise ValidationError(NOBODY)
    sample = CrossedSample.of(Counter(cells), margins)
    answers = {
        margin.variable: {category: sample.count(place, category) for category in members if category is not None}
        for place, (margin, members) in enumerate(zip(margins, sample.members, strict=True))
    }
    check_answers(margins, answers)
    return cells, sample
