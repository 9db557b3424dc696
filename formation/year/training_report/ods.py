"""The report of a year as a spreadsheet (ODS): one sheet for each table, with real numbers."""

from collections.abc import Sequence

from formation.year.training_report.paper import KIND
from formation.year.training_report.tables import Number, Table, tables_of
from formation.year.training_report.year_figures import YearReport
from reseau.documents.papers.spreadsheet import SheetOfCells, spreadsheet


def report_ods(report: YearReport) -> bytes:
    return spreadsheet(f"{KIND} {report.year}", [sheet_with_units(table, table.title) for table in tables_of(report)])


def sheet_with_units(table: Table, title: str) -> SheetOfCells:
    """Return the header, the rows with their unit in the last column, then the note."""
    header, *columns = table.header
    lines = [[header, *columns, "Unité"], *([*row, _unit(row)] for row in table.rows)]
    if table.note:
        lines += [[], [table.note]]
    return SheetOfCells(title, [[_value(cell) for cell in line] for line in lines])


def _unit(row: Sequence[str | Number]) -> str:
    """Units of the figures of a row."""
    return ", ".join(dict.fromkeys(cell.unit for cell in row if isinstance(cell, Number) and cell.unit))


def _value(cell: str | Number) -> str | float | None:
    """Empty cell if there is nothing to measure."""
    return cell.value if isinstance(cell, Number) else cell
