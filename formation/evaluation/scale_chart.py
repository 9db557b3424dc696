"""Chart of an evaluation: a band for each sentence, divided by degree of agreement. A table has the same figures."""

from dataclasses import dataclass

from formation.evaluation.enums import Agreement
from formation.evaluation.results import Results

WIDTH = 720
BAND = 30
ROW = 76
LEGEND = 40
# A narrower part has no room for its number.
NARROWEST = 24


@dataclass(frozen=True, slots=True)
class BandPart:
    """A part of a band: `value` people chose this step."""

    step: Agreement
    value: int
    x: int
    y: int
    width: int
    height: int = BAND

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def value_y(self) -> int:
        return self.y + 21

    @property
    def is_wide(self) -> bool:
        return self.width >= NARROWEST


@dataclass(frozen=True, slots=True)
class Band:
    words: str
    words_y: int
    parts: list[BandPart]


@dataclass(frozen=True, slots=True)
class ScaleChart:
    """Bands and their `legend`: each step, and its horizontal position."""

    bands: list[Band]
    height: int
    width: int = WIDTH

    @property
    def legend(self) -> list[tuple[Agreement, int]]:
        return [(step, rank * WIDTH // 4) for rank, step in enumerate(Agreement)]


def scale_chart(results: Results) -> ScaleChart:
    """Draw the chart; the full width stands for everybody who answered."""
    bands = []
    for rank, sentence in enumerate(results.sentences):
        top, cumulative_count, parts = LEGEND + rank * ROW, 0, []
        for step, value in zip(Agreement, sentence.counts, strict=True):
            left, right = (
                round(WIDTH * number / sentence.total) for number in (cumulative_count, cumulative_count + value)
            )
            cumulative_count += value
            if value:
                parts.append(BandPart(step, value, left, top + 26, right - left))
        bands.append(Band(sentence.question.words, top + 16, parts))
    return ScaleChart(bands, LEGEND + ROW * len(bands))
