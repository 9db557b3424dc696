"""One figure: a value, its baseline, and their ratio."""

import json
import sys
from dataclasses import asdict, dataclass

FIRST_VISIT_GOAL = 60_000


@dataclass(frozen=True)
class BenchFigure:
    name: str
    value: float
    unit: str
    baseline: float
    ratio: float

    def print_line(self) -> None:
        print(json.dumps(asdict(self)), flush=True)


def figure(name: str, value: float, unit: str, baseline: float) -> BenchFigure:
    ratio = value / baseline if baseline else 0.0
    return BenchFigure(name, round(value, 2), unit, round(baseline, 2), round(ratio, 2))


def note(text: str) -> None:
    """Print a text for the user on standard error; standard output is for figures."""
    print(text, file=sys.stderr, flush=True)
