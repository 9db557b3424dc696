"""Quotas laid out as a table: the last criterion in columns, the others in rows, with totals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from enquetes.design.campaigns.models import QuotaCell
from enquetes.design.campaigns.quota_criteria import BETWEEN
from enquetes.design.variables.variable import Variable


@dataclass(frozen=True, slots=True)
class QuotaTotals:
    """Answers wanted, got, and come when the cell was full."""

    wanted: int
    got: int
    turned_away: int

    @classmethod
    def of(cls, cells: Iterable[QuotaCell]) -> "QuotaTotals":
        cells = list(cells)
        return cls(*(sum(getattr(cell, name) for cell in cells) for name in ("wanted", "got", "turned_away")))

    @property
    def left(self) -> int:
        return self.wanted - self.got


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """`numbers`: answers wanted; `cells`: cells of the quotas, or the fields where they are typed."""

    name: str
    numbers: list[int]
    cells: list[Any]

    @property
    def total(self) -> int:
        return sum(self.numbers)


@dataclass(frozen=True, slots=True)
class QuotaTable:
    columns: list[str]
    rows: list[QuotaRow]
    column_totals: list[int]

    @property
    def total(self) -> int:
        return sum(self.column_totals)


def quota_table(criteria: Sequence[Variable], cells: Sequence[QuotaCell], shown: Sequence[Any] = ()) -> QuotaTable:
    """Return the table of the wanted numbers. `shown`: what stands in each cell, the cell itself if empty."""
    *outer, inner = criteria
    columns = [category.wording for category in inner.categories] if outer else ["Réponses voulues"]
    rows = []
    for start in range(0, len(cells), len(columns)):
        own = slice(start, start + len(columns))
        first = cells[start]
        name = BETWEEN.join(_words(outer, first)) if outer else first.wording
        rows.append(QuotaRow(name, [cell.wanted for cell in cells[own]], list((shown or cells)[own])))
    totals = [sum(column) for column in zip(*(row.numbers for row in rows), strict=True)]
    return QuotaTable(columns, rows, totals)


def _words(criteria: Sequence[Variable], cell: QuotaCell) -> list[str]:
    """Return the words of the first categories of a cell."""
    words = [{each.code: each.wording for each in variable.categories} for variable in criteria]
    return [own[code] for own, code in zip(words, cell.categories, strict=False)]
