"""Export of the figures as CSV and as ODS."""

import csv
from collections.abc import Callable
from io import StringIO

from b2i.outcomes.figures.figures_table import Figures, FiguresRow
from b2i.people.anonymity import MASKED, SMALLEST_GROUP
from reseau.documents.papers.spreadsheet import Cell, SheetOfCells, escape_formula, spreadsheet

TITLE = "Chiffres des livrets"


def lines_of(figures: Figures) -> list[list[Cell]]:
    """Return the header and the rows, masked cells as « masqué »."""
    return _lines(figures, lambda row: [MASKED if cell is None else cell for cell in row.cells])


def _lines(figures: Figures, cells_of: Callable[[FiguresRow], list[Cell]], *others: str) -> list[list[Cell]]:
    header = ["Territoire", "EPM ou total", *figures.columns, *others]
    places = ([row.territory.name if row.territory else "", row.name] for row in figures.rows)
    return [header, *([*place, *cells_of(row)] for place, row in zip(places, figures.rows, strict=True))]


def figures_csv(figures: Figures) -> bytes:
    """Return CSV with semicolons and a UTF-8 mark, as French spreadsheets expect; formulas are neutralised."""
    target = StringIO()
    rows = csv.writer(target, delimiter=";")
    rows.writerows([escape_formula(cell) for cell in line] for line in lines_of(figures))
    return target.getvalue().encode("utf-8-sig")


def figures_ods(figures: Figures) -> bytes:
    """Return an ODS with the figures, what they count, and the meaning of the domain codes.

    A column of numbers holds numbers alone: what is masked is empty, and named in the last column.
    """

    def cells_of(row: FiguresRow) -> list[Cell]:
        masked = [column for column, cell in zip(figures.columns, row.cells, strict=True) if cell is None]
        note = f"Masqué, moins de {SMALLEST_GROUP}\u00a0personnes\u00a0: {', '.join(masked)}" if masked else None
        return [*(None if cell == "" else cell for cell in row.cells), note]

    meanings = [["Colonne", "Ce qu’elle compte"], *(list(meaning) for meaning in figures.meanings)]
    codes = [["Domaines"], *([part] for part in figures.legend.split(", "))]
    notes = SheetOfCells("Définitions", [*meanings, [], *codes])
    return spreadsheet(TITLE, [SheetOfCells(TITLE, _lines(figures, cells_of, "Remarque")), notes])
