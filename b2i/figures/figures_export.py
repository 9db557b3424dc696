"""Export of the figures as CSV and as ODS."""

import csv
from io import StringIO

from b2i.anonymity import MASKED
from b2i.figures.figures_table import Figures
from reseau.papers.spreadsheet import Cell, SheetOfCells, escape_formula, spreadsheet

TITLE = "Chiffres des livrets"


def lines_of(figures: Figures) -> list[list[Cell]]:
    """Return the header and the rows, masked cells as « masqué »."""
    header = ["Territoire", "EPM ou total", *figures.columns]
    rows = [
        [
            row.territory.name if row.territory else "",
            row.name,
            *(MASKED if cell is None else cell for cell in row.cells),
        ]
        for row in figures.rows
    ]
    return [header, *rows]


def figures_csv(figures: Figures) -> bytes:
    """Return CSV with semicolons and a UTF-8 mark, as French spreadsheets expect; formulas are neutralised."""
    target = StringIO()
    lines = [[escape_formula(cell) for cell in line] for line in lines_of(figures)]
    csv.writer(target, delimiter=";").writerows(lines)
    return target.getvalue().encode("utf-8-sig")


def figures_ods(figures: Figures) -> bytes:
    """Return an ODS with the figures, what they count, and the meaning of the domain codes."""
    meanings = [["Colonne", "Ce qu’elle compte"], *(list(meaning) for meaning in figures.meanings)]
    codes = [["Domaines"], *([part] for part in figures.legend.split(", "))]
    notes = SheetOfCells("Définitions", [*meanings, [], *codes])
    return spreadsheet(TITLE, [SheetOfCells(TITLE, lines_of(figures)), notes])
