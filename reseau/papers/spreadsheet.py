"""Tables exported to a spreadsheet (ODS): real numbers, and texts that are never formulas.

Typed words are texts for the spreadsheet; one that starts like a formula also gets an apostrophe, in case it is pasted
elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class SheetOfCells:
    """One sheet: its name and its rows, the first of which names the columns."""

    title: str
    lines: Sequence[Sequence[Cell]]


def spreadsheet(title: str, sheets: Iterable[SheetOfCells]) -> bytes:
    from odfdo import Document, Row, Table  # noqa: PLC0415 - 4 MB in each process, for the few who ask for a table

    document = Document("spreadsheet")
    document.body.clear()
    document.meta.title, document.meta.language = title, "fr-FR"
    for cells in sheets:
        sheet = Table(cells.title)
        for line in cells.lines:
            row = Row()
            row.set_values([escape_formula(cell) for cell in line])
            sheet.append_row(row)
        document.body.append(sheet)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def escape_formula(cell: Cell) -> Cell:
    """Return a cell that is never a formula; an empty cell stays empty, so that sums stay right."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(LIKE_A_FORMULA) else cell
