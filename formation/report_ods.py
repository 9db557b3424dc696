"""The report of a year as a spreadsheet (ODS): one sheet for each table, with real numbers.

Words that people typed are texts for the spreadsheet; one that begins like a formula also gets an apostrophe, for
whoever pastes it elsewhere.
"""

from collections.abc import Sequence
from io import BytesIO

from odfdo import Document, Row
from odfdo import Table as Sheet

from formation.report import YearReport
from formation.report_paper import KIND
from formation.report_tables import Number, Table, tables_of

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def report_ods(report: YearReport) -> bytes:
    document = Document("spreadsheet")
    document.body.clear()
    document.meta.title, document.meta.language = f"{KIND} {report.year}", "fr-FR"
    for table in tables_of(report):
        document.body.append(_sheet(table))
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _sheet(table: Table) -> Sheet:
    """The names of the columns, the rows with the unit beside their name, then what the figures mean."""
    sheet = Sheet(table.title)
    header, *columns = table.header
    lines = [[header, *columns, "Unité"], *([*row, _unit(row)] for row in table.rows)]
    if table.note:
        lines += [[], [table.note]]
    for line in lines:
        row = Row()
        row.set_values([_value(cell) for cell in line])
        sheet.append_row(row)
    return sheet


def _unit(row: Sequence[str | Number]) -> str:
    """Of the figures of a row that have one."""
    return ", ".join(dict.fromkeys(cell.unit for cell in row if isinstance(cell, Number) and cell.unit))


def _value(cell: str | Number) -> str | float | None:
    """An empty cell where there is nothing to measure: no sum is wrong because of it."""
    if isinstance(cell, Number):
        return cell.value
    return f"'{cell}" if cell.startswith(LIKE_A_FORMULA) else cell
