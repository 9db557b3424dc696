"""The report of a year as a spreadsheet: a sheet for each table, with real numbers, then those of the training year."""

from extranet.dashboards.annual_report.paper import KIND
from extranet.dashboards.annual_report.report import (
    AnnualReport,
    cell_value,
    months_table,
    territories_table,
    training_table,
    waiting_table,
)
from extranet.dashboards.steering.figure_rows import figure_rows
from formation.year.training_report.ods import sheet_with_units
from formation.year.training_report.tables import Table, tables_of
from reseau.documents.papers.spreadsheet import SheetOfCells, spreadsheet


def report_ods(report: AnnualReport) -> bytes:
    year = report.year
    charts = {
        "Ateliers par mois": report.workshops,
        "Demi-journées en cumul": report.half_days,
        "Fiches par mois": report.sheets,
    }
    sheets = [
        _figures(report),
        *(_sheet(name, months_table(chart, name, year=year)) for name, chart in charts.items()),
        _sheet("Par territoire", territories_table(report)),
        _domains(report),
        _sheet("Ce qui attend", waiting_table(report)),
        sheet_with_units(training_table(report), "Formation"),
        *(sheet_with_units(table, f"Formation, {_in_title(table.title)}") for table in tables_of(report.training)[1:]),
    ]
    return spreadsheet(f"{KIND} {year}", sheets)


def _figures(report: AnnualReport) -> SheetOfCells:
    """Every figure with its definition, beside a year before."""
    rows = figure_rows(report.board, now=str(report.year), before=str(report.year - 1))
    return SheetOfCells("Tous les chiffres", [*rows, [], [report.period_words]])


def _domains(report: AnnualReport) -> SheetOfCells:
    return SheetOfCells("Domaines", [["Domaine", "Ateliers"], *([bar.words, bar.value] for bar in report.domains.bars)])


def _sheet(name: str, table: Table) -> SheetOfCells:
    rows = [[str(row[0]), *(cell_value(cell) for cell in row[1:])] for row in table.rows]
    return SheetOfCells(name, [list(table.header), *rows, *([[], [table.note]] if table.note else [])])


def _in_title(words: str) -> str:
    """Return a title inside another: « Par EPM » becomes « par EPM »."""
    return f"{words[:1].lower()}{words[1:]}"
