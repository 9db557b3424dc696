"""The report of a year as a spreadsheet: a sheet for each table, with real numbers, then the definitions."""

from formation.year.training_report.tables import Number, Table
from qualite.activity.activity_report.columns import definitions
from qualite.activity.activity_report.papers import KIND
from qualite.activity.activity_report.year_tables import ActivityYear
from reseau.documents.papers.spreadsheet import SheetOfCells, spreadsheet


def activity_ods(report: ActivityYear) -> bytes:
    """Return the file. A missing number is an empty cell: it adds nothing, and is no zero."""
    defined = [["Colonne", "Ce qu’elle compte"], *([each.title, each.meaning] for each in definitions())]
    about = [["Rapport", "Période", "Mois confirmés"], [report.place, str(report.year), report.lead]]
    sheets = [
        SheetOfCells("Rapport", about),
        *(_sheet(table) for table in report.tables if table.rows),
        SheetOfCells("Définitions", defined),
    ]
    return spreadsheet(f"{KIND} {report.year}, {report.place}", sheets)


def _sheet(table: Table) -> SheetOfCells:
    rows = [[cell.value if isinstance(cell, Number) else cell for cell in row] for row in table.rows]
    return SheetOfCells(table.title, [list(table.header), *rows, *([[], [table.note]] if table.note else [])])
