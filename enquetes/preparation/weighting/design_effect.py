"""What unequal weights cost: the effective sample size and the design effect of Kish.

Source: L. Kish, Survey Sampling, Wiley, 1965, § 11.7, and “Weighting for unequal Pi”, Journal of Official Statistics 8
(2), 1992. `1 + cv²` of the weights: it holds for weights that have nothing to do with the answer, and overstates the
loss where weighting explains the answer, so that intervals are rather too wide than too narrow.
"""


def effective_size(total: float, squares: float) -> float:
    """Return the number of answers of equal weight that would tell as much. `total`, `squares`: sums of w and of w²."""
    return total * total / squares if squares else 0.0


def design_effect(count: int, total: float, squares: float) -> float:
    """Return by how much the variance is multiplied: 1 for equal weights, never less. `count`: of answers."""
    size = effective_size(total, squares)
    return max(1.0, count / size) if size else 1.0
