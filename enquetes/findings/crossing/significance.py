"""Whether a difference may come from chance: the chi-square of a crossed table, corrected for weights, in words.

Sources: K. Pearson, Philosophical Magazine 50, 1900; first-order correction: J. N. K. Rao and A. J. Scott, “The
Analysis of Categorical Data from Complex Sample Surveys”, JASA 76, 1981, with the design effect of Kish for all cells;
expected counts: W. G. Cochran, “Some Methods for Strengthening the Common χ² Tests”, Biometrics 10, 1954.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import erfc, exp, lgamma, log, sqrt

SURE, LIKELY = 0.01, 0.05
SMALLEST_EXPECTED, FEW_EXPECTED, SHARE_OF_FEW = 1, 5, 0.2


class ChanceVerdict(Enum):
    """What is said of a difference."""

    SURE = "la différence ne doit rien au hasard (moins d’une chance sur cent)"
    LIKELY = "la différence doit sans doute peu au hasard (moins de cinq chances sur cent)"
    CHANCE = "la différence peut venir du hasard"
    TOO_FEW = "trop peu de réponses pour savoir si la différence vient du hasard"
    NOTHING = "une seule réponse donnée\u00a0: il n’y a rien à comparer"
    OVERLAPPING = (
        "une personne peut être dans plusieurs colonnes\u00a0: mettez cette question en lignes pour savoir si la "
        "différence vient du hasard"
    )


@dataclass(frozen=True, slots=True)
class Significance:
    """`statistic`: corrected; `probability`: of a difference as large by chance alone. None if not computed."""

    verdict: ChanceVerdict
    statistic: float | None = None
    degrees: int | None = None
    probability: float | None = None

    def __str__(self) -> str:
        return self.verdict.value


def compare(weights: Sequence[Sequence[float]], size: float) -> Significance:
    """Compare the lines of a table. `weights`: sums of weights by line and column; `size`: effective size of the whole.

    With shares p, chi-square is `size × Σ (p_ij − p_i p_j)² / (p_i p_j)`: that of Pearson over the design effect.
    """
    total = sum(map(sum, weights))
    rows = [sum(line) / total for line in weights if sum(line)] if total else []
    lines = [line for line in weights if sum(line)]
    kept = [column for column in zip(*lines, strict=True) if sum(column)]
    columns = [sum(column) / total for column in kept]
    if len(rows) < 2 or len(columns) < 2:
        return Significance(ChanceVerdict.NOTHING)
    expected = [[row * column for row in rows] for column in columns]
    cells = [cell * size for line in expected for cell in line]
    if min(cells) < SMALLEST_EXPECTED or sum(cell < FEW_EXPECTED for cell in cells) > SHARE_OF_FEW * len(cells):
        return Significance(ChanceVerdict.TOO_FEW)
    statistic = size * sum(
        (weight / total - share) ** 2 / share
        for column, shares in zip(kept, expected, strict=True)
        for weight, share in zip(column, shares, strict=True)
    )
    degrees = (len(rows) - 1) * (len(columns) - 1)
    probability = chi_square_tail(statistic, degrees)
    sure = ChanceVerdict.SURE if probability < SURE else ChanceVerdict.LIKELY
    verdict = sure if probability < LIKELY else ChanceVerdict.CHANCE
    return Significance(verdict, statistic, degrees, probability)


def chi_square_tail(statistic: float, degrees: int) -> float:
    """Return the probability that a chi-square passes `statistic`: the regularised gamma Q(degrees/2, statistic/2).

    Exact for whole degrees: Q(½, x) = erfc(√x), Q(1, x) = e⁻ˣ, Q(a + 1, x) = Q(a, x) + xᵃ e⁻ˣ / Γ(a + 1)
    (Abramowitz and Stegun, 6.5.21).
    """
    x = statistic / 2
    if x <= 0:
        return 1.0
    start = 0.5 if degrees % 2 else 1.0
    tail = erfc(sqrt(x)) if degrees % 2 else exp(-x)
    steps = (degrees - 1) // 2
    tail += sum(exp((start + step) * log(x) - x - lgamma(start + step + 1)) for step in range(steps))
    return min(1.0, tail)
