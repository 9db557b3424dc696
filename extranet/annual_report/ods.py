"""The report of a year as a spreadsheet: a sheet for each table, with real numbers, then those of the training year."""

from extranet.annual_report.paper import KIND
from extranet.annual_report.report import (
    AnnualReport,
    cell_value,
    months_table,
    territories_table,
    training_table,
    waiting_table,
)
from extranet.steering.board import grouped
from formation.year_report.ods import sheet_with_units
from formation.year_report.tables import Table, tables_of
from reseau.papers.spreadsheet import SheetOfCells, spreadsheet


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
    """Every figure with its definition, beside a year before. A number about too few people is an empty cell, and the
    last column says so: a column of numbers holds numbers alone.
    """
    years = str(report.year), str(report.year - 1)
    header = ["Rubrique", "Chiffre", "Définition", *years, "Remarque"]
    rows = []
    for section, lines in report.board.sections:
        for line in lines:
            pairs = [(line.value, line.shown), (line.before, line.shown_before)]
            numbers = [_number(value, shown) for value, shown in pairs]
            masked = [
                f"{year}\u00a0: {shown}"
                for year, (_, shown), number in zip(years, pairs, numbers, strict=True)
                if number is None and shown not in ("", "–")
            ]
            figure = line.figure
            rows.append([str(section), figure.title, figure.definition, *numbers, ", ".join(masked) or None])
    return SheetOfCells("Tous les chiffres", [header, *rows, [], [report.period_words]])


def _number(value: int | None, shown: str) -> int | None:
    """Return the number, None for one about too few people."""
    return value if shown in (grouped(value or 0), "–") else None


def _domains(report: AnnualReport) -> SheetOfCells:
    return SheetOfCells("Domaines", [["Domaine", "Ateliers"], *([bar.words, bar.value] for bar in report.domains.bars)])


def _sheet(name: str, table: Table) -> SheetOfCells:
    rows = [[str(row[0]), *(cell_value(cell) for cell in row[1:])] for row in table.rows]
    return SheetOfCells(name, [list(table.header), *rows, *([[], [table.note]] if table.note else [])])


def _in_title(words: str) -> str:
    """Return a title inside another: « Par EPM » becomes « par EPM »."""
    return f"{words[:1].lower()}{words[1:]}"
