"""The difference of two shares that different people gave, with its interval, in words."""

from dataclasses import dataclass
from math import sqrt

from enquetes.findings.results.result_block import ResultLine


@dataclass(frozen=True, slots=True)
class ShareDifference:
    """From one edition to the next, of 1, with its 95 % interval."""

    difference: float
    low: float
    high: float

    @classmethod
    def of(cls, before: ResultLine, now: ResultLine) -> "ShareDifference | None":
        """Return the difference; None where one of the shares is not shown.

        From the Wilson intervals of both: R. G. Newcombe, “Interval Estimation for the Difference between Independent
        Proportions”, Statistics in Medicine 17, 1998, method 10.
        """
        shares = (before.share, before.low, before.high, now.share, now.low, now.high)
        if None in shares:
            return None
        was, was_low, was_high, share, low, high = (each or 0.0 for each in shares)
        difference = share - was
        return cls(
            difference,
            difference - sqrt((share - low) ** 2 + (was_high - was) ** 2),
            difference + sqrt((high - share) ** 2 + (was - was_low) ** 2),
        )

    @property
    def may_be_chance(self) -> bool:
        return self.low <= 0 <= self.high

    def __str__(self) -> str:
        """« hausse de 4 points (entre 1 et 7) », « peut venir du hasard (entre −2 et 3 points) »."""
        if self.may_be_chance:
            return f"peut venir du hasard (entre {_points(self.low)} et {_points(self.high)}\u00a0points)"
        word = "hausse" if self.difference > 0 else "baisse"
        nearest, farthest = sorted((abs(self.low), abs(self.high)))
        size = abs(self.difference)
        unit = "points" if round(100 * size) > 1 else "point"
        return f"{word} de {_points(size)}\u00a0{unit} (entre {_points(nearest)} et {_points(farthest)})"


def _points(share: float) -> str:
    return f"{round(100 * share)}".replace("-", "−")
