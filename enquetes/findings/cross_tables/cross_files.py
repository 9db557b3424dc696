"""A crossed table as CSV or as a spreadsheet: one line for each cell, with its shares and their intervals."""

import csv
from collections.abc import Iterator
from io import StringIO

from enquetes.findings.cross_tables.cross_page import DIRECTIONS, CrossPage
from enquetes.findings.crossing.figure_cells import FigureCell, FigureShare
from enquetes.findings.results.method_notes import MethodNotes
from reseau.documents.papers.spreadsheet import Cell, SheetOfCells, escape_formula, spreadsheet

HEADER = (
    "Ligne", "Colonne", "Réponses", "Part de la ligne", "Entre", "Et", "Part de la colonne", "Entre", "Et",
)  # fmt: skip


def cross_ods(page: CrossPage, notes: MethodNotes) -> bytes:
    about: list[list[Cell]] = [["Table croisée", ""], *([label, value] for label, value in about_lines(page, notes))]
    grid = [["", *page.columns], *([row.words, *(cell.percent for cell in row.cells)] for row in page.rows)]
    sheets = [
        SheetOfCells("Table", grid),
        SheetOfCells("Cases", [HEADER, *_lines(page)]),
        SheetOfCells("À propos", about),
    ]
    return spreadsheet(page.table.rows.wording, sheets)


def cross_csv(page: CrossPage, notes: MethodNotes) -> str:
    """Return the cells, then what the numbers are of; a point for decimals, semicolons between."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([escape_formula(cell) for cell in line] for line in _lines(page))
    writer.writerow([])
    writer.writerows([escape_formula(label), escape_formula(value)] for label, value in about_lines(page, notes))
    return "\ufeff" + text.getvalue()


def about_lines(page: CrossPage, notes: MethodNotes) -> list[tuple[str, str]]:
    lines = [
        ("Enquête", notes.campaign.title),
        ("En lignes", page.table.rows.wording),
        ("En colonnes", page.table.columns.wording),
        ("Parts de la feuille Table", DIRECTIONS[page.direction]),
        *(("À savoir", sentence) for sentence in page.sentences),
        *notes.facts,
    ]
    warning = notes.campaign.warning
    return [("Attention", warning), *lines] if warning else lines


def _lines(page: CrossPage) -> Iterator[list[Cell]]:
    for words, cells in page.table.lines():
        for column, cell in zip(page.columns, cells, strict=True):
            yield [words, column, cell.count_or_masked, *_shares(cell)]


def _shares(cell: FigureCell) -> list[Cell]:
    return [part for share in (cell.row_share, cell.column_share) for part in _parts(share)]


def _parts(share: FigureShare | None) -> list[Cell]:
    return [None, None, None] if share is None else [round(part, 4) for part in (share.share, *share.interval)]
