"""A crossed table as its page and its files show it: shares in one direction, a band for each row."""

from dataclasses import dataclass

from enquetes.design.variables.variable import AnswerCategory
from enquetes.findings.crossing.cross_table import CrossTable
from enquetes.findings.crossing.figure_cells import FigureCell, masked_sentence
from enquetes.findings.crossing.masking import TOTAL
from enquetes.findings.results.result_block import ResultLine

OF_ROWS, OF_COLUMNS = "lignes", "colonnes"
DIRECTIONS = {OF_ROWS: "de chaque ligne", OF_COLUMNS: "de chaque colonne"}
WHOLE = "Ensemble"
# Colours of the bands: later columns start again, the table says which is which.
HUES = 8


@dataclass(frozen=True, slots=True)
class BandShare:
    """A part of a band, in thousandths of its width. `hue`: number of its colour."""

    hue: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class CrossRow:
    words: str
    cells: tuple[ResultLine, ...]
    significance: str = ""
    band: tuple[BandShare, ...] = ()


@dataclass(frozen=True)
class CrossPage:
    """`direction`: what shares are of. `sentences`: significance of the whole, notes, masking."""

    table: CrossTable
    direction: str
    smallest: int

    @property
    def direction_words(self) -> str:
        return DIRECTIONS[self.direction]

    @property
    def columns(self) -> list[str]:
        return [*(each.wording for each in self.table.columns.categories), WHOLE]

    @property
    def key(self) -> list[tuple[int, str]]:
        return [(rank % HUES + 1, each.wording) for rank, each in enumerate(self.table.columns.categories)]

    @property
    def has_bands(self) -> bool:
        """Bands divide a whole: rows of shares that add up."""
        return self.direction == OF_ROWS and not self.table.columns.is_several

    @property
    def rows(self) -> list[CrossRow]:
        return [
            CrossRow(words, cells, self._significance(key), self._band(cells) if self.has_bands else ())
            for key, (words, own) in zip(self.table.row_lines, self.table.lines(), strict=True)
            for cells in [self._cells(own)]
        ]

    def _cells(self, cells: list[FigureCell]) -> tuple[ResultLine, ...]:
        lines: list[AnswerCategory | None] = [*self.table.columns.categories, None]
        return tuple(
            ResultLine.of(
                category.code if category else "",
                category.wording if category else WHOLE,
                cell,
                cell.row_share if self.direction == OF_ROWS else cell.column_share,
            )
            for category, cell in zip(lines, cells, strict=True)
        )

    def _significance(self, key: int | None) -> str:
        found = self.table.row_significance.get(key) if key is not TOTAL else None
        return str(found) if found else ""

    @staticmethod
    def _band(cells: tuple[ResultLine, ...]) -> tuple[BandShare, ...]:
        parts, left = [], 0.0
        for rank, cell in enumerate(cells[:-1]):
            if cell.share:
                start, end = round(1_000 * left), round(1_000 * (left + cell.share))
                parts.append(BandShare(rank % HUES + 1, start, end - start))
                left += cell.share
        return tuple(parts)

    @property
    def sentences(self) -> list[str]:
        table = self.table
        verdict = f"{str(table.significance).capitalize()}." if table.significance else ""
        masked = masked_sentence(self.smallest) if table.has_masked else ""
        return [sentence for sentence in (verdict, table.note, masked) if sentence]
