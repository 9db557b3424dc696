"""One figure as pages, papers and spreadsheets show it: a number of answers, and a weighted share beside it."""

from dataclasses import dataclass

from b2i.people.anonymity import MASKED
from enquetes.findings.crossing.weighted_counts import WeightedCount
from questionnaires.answers.intervals import interval_in_words, wilson_interval
from reseau.texts.wording import counted, percent_in_words


@dataclass(frozen=True, slots=True)
class FigureShare:
    """A weighted share of a base, of 1, with its 95 % interval."""

    share: float
    interval: tuple[float, float]

    @classmethod
    def of(cls, part: WeightedCount, base: WeightedCount) -> "FigureShare | None":
        """Return what `part` is of `base`; None of an empty base."""
        if not base.weight:
            return None
        share = min(1.0, part.weight / base.weight)
        return cls(share, wilson_interval(share, base.effective_size))

    def __str__(self) -> str:
        return percent_in_words(self.share)

    @property
    def in_words(self) -> str:
        """« entre 31 et 37 % »."""
        return interval_in_words(self.interval)


@dataclass(frozen=True, slots=True)
class FigureCell:
    """`count`: of answers, before any weight; None if masked. Shares are None where masked, or of nobody."""

    count: int | None
    row_share: FigureShare | None = None
    column_share: FigureShare | None = None

    @classmethod
    def of(
        cls, part: WeightedCount, *, row: WeightedCount | None = None, column: WeightedCount | None = None
    ) -> "FigureCell":
        """Return a cell that is shown. `row`, `column`: bases of its shares; None where masked."""
        shares = [FigureShare.of(part, base) if base else None for base in (row, column)]
        return cls(part.count, *shares)

    @property
    def is_masked(self) -> bool:
        return self.count is None

    @property
    def count_or_masked(self) -> int | str:
        """The number, or why a table has none."""
        return MASKED if self.count is None else self.count

    @property
    def count_in_words(self) -> str:
        """« 512 réponses », « masqué »."""
        return MASKED if self.count is None else counted(self.count, "réponse")


def masked_sentence(smallest: int) -> str:
    """Return what a page prints under a table with masked cells."""
    return f"{MASKED.capitalize()}\u00a0: moins de {smallest}\u00a0personnes, ou de quoi les compter par différence."
