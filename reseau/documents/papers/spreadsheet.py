"""Tables exported to a spreadsheet (ODS): real numbers, and texts that are never formulas.

Typed words are texts for the spreadsheet; one that starts like a formula also gets an apostrophe, in case it is pasted
elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from numbers import Number

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
    from reseau.documents.papers.ods import write_ods  # noqa: PLC0415 - 4 MB in each process, for the few who ask for a table

    return write_ods(title, sheets)


def escape_formula(cell: object) -> Cell:
    """Return a cell that is never a formula; an empty cell stays empty, so that sums stay right.

    A row of the database is written as its name, which somebody typed.
    """
    if cell is None or isinstance(cell, Number | date):
        return cell
    text = str(cell)
    return f"'{text}" if text.startswith(LIKE_A_FORMULA) else text
