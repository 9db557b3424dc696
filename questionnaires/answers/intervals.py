"""How far a figure of answers may be from that of the population: 95 % intervals, in words.

They tell what chance alone may do. They say nothing of those who did not answer.
"""

from math import sqrt

# Of the normal law, for 95 %.
NORMAL = 1.959964


def wilson_interval(share: float, size: float) -> tuple[float, float]:
    """Return the 95 % interval of a share, of 1. `size`: effective, see `weighting.design_effect`.

    Source: E. B. Wilson, “Probable Inference, the Law of Succession, and Statistical Inference”, JASA 22, 1927. The
    effective size in place of the number of answers: E. L. Korn and B. I. Graubard, Survey Methodology 24, 1998; for
    this interval: C. Franco, R. Little, T. Louis and E. Slud, Journal of Survey Statistics and Methodology 7, 2019.
    """
    if size <= 0:
        return 0.0, 1.0
    square = NORMAL * NORMAL
    middle = (share + square / (2 * size)) / (1 + square / size)
    half = NORMAL * sqrt(share * (1 - share) / size + square / (4 * size * size)) / (1 + square / size)
    return max(0.0, middle - half), min(1.0, middle + half)


def interval_in_words(interval: tuple[float, float]) -> str:
    """« entre 31 et 37 % », « environ 34 % »."""
    low, high = (f"{100 * bound:.0f}" for bound in interval)
    return f"environ {low}\u00a0%" if low == high else f"entre {low} et {high}\u00a0%"
