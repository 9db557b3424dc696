"""The figures of the records to take away: CSV for whoever computes, ODS for whoever opens a spreadsheet."""

import csv
from io import StringIO

from b2i.figures.counting import Figures
from reseau.papers.spreadsheet import Cell, SheetOfCells, escape_formula, spreadsheet

MASKED = "masqué"
TITLE = "Chiffres des livrets"


def lines_of(figures: Figures) -> list[list[Cell]]:
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
    """With semicolons and a mark of UTF-8, as French spreadsheets expect; no cell is a formula."""
    target = StringIO()
    lines = [[escape_formula(cell) for cell in line] for line in lines_of(figures)]
    csv.writer(target, delimiter=";").writerows(lines)
    return target.getvalue().encode("utf-8-sig")


def figures_ods(figures: Figures) -> bytes:
    notes = SheetOfCells("Lettres", [["Domaines"], *([part] for part in figures.legend.split(", "))])
    return spreadsheet(TITLE, [SheetOfCells(TITLE, lines_of(figures)), notes])
