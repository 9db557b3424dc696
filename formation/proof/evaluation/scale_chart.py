"""Chart of an evaluation: a band for each sentence, divided by degree of agreement. A table has the same figures."""

from dataclasses import dataclass

from formation.proof.evaluation.enums import Agreement
from formation.proof.evaluation.results import Results

# The band is stretched to the width of the page; its numbers are words under it, so that a phone can read them.
WIDTH = 720


@dataclass(frozen=True, slots=True)
class BandPart:
    """A part of a band: `value` people chose this step."""

    step: Agreement
    value: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Band:
    """A sentence; `favourable` is the percentage of people who rather or fully agree."""

    words: str
    favourable: int
    parts: list[BandPart]


@dataclass(frozen=True, slots=True)
class ScaleChart:
    bands: list[Band]
    width: int = WIDTH

    @property
    def legend(self) -> list[Agreement]:
        return list(Agreement)


def scale_chart(results: Results) -> ScaleChart:
    """Draw the chart; the full width stands for everybody who answered."""
    bands = []
    for sentence in results.sentences:
        cumulative_count, parts = 0, []
        for step, value in zip(Agreement, sentence.counts, strict=True):
            left, right = (
                round(WIDTH * number / sentence.total) for number in (cumulative_count, cumulative_count + value)
            )
            cumulative_count += value
            if value:
                parts.append(BandPart(step, value, left, right - left))
        bands.append(Band(sentence.question.wording, sentence.favourable, parts))
    return ScaleChart(bands)
