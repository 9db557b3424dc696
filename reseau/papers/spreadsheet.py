"""Tables exported to a spreadsheet (ODS): real numbers, and texts that are never formulas.

Typed words are texts for the spreadsheet; one that starts like a formula also gets an apostrophe, in case it is pasted
elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class SheetOfCells:
    """One sheet: its name and its rows, the first of which names the columns."""

    title: str
    lines: Sequence[Sequence[Cell]]


def spreadsheet(title: str, sheets: Iterable[SheetOfCells]) -> bytes:
    """Return an ODS file; each sheet names its columns."""
    from reseau.papers.ods import write_ods  # noqa: PLC0415 - 4 MB in each process, for the few who ask for a table

    return write_ods(title, sheets)


def escape_formula(cell: Cell) -> Cell:
    """Return a cell that is never a formula; an empty cell stays empty, so that sums stay right."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(LIKE_A_FORMULA) else cell
