"""Every figure as rows of a table, with its definition: for the files that a reader takes away.

A number about too few people is an empty cell, and the last column says so: a column of numbers holds numbers alone.
"""

import csv
from io import StringIO

from extranet.dashboards.steering.board import Board, grouped
from reseau.documents.papers.spreadsheet import Cell, SheetOfCells, escape_formula, spreadsheet

TODAY = "aujourd’hui"


def figure_rows(board: Board, *, now: str, before: str) -> list[list[Cell]]:
    """Return the header, then a row for each figure; `now`, `before`: the words of the two periods."""
    rows: list[list[Cell]] = [["Rubrique", "Chiffre", "Définition", now, before, "Remarque"]]
    for section, lines in board.sections:
        for line in lines:
            pairs = [(line.value, line.shown), (line.before, line.shown_before)]
            numbers = [_number(value, shown) for value, shown in pairs]
            masked = [
                f"{period}\u00a0: {shown}"
                for period, (_, shown), number in zip((now, before), pairs, numbers, strict=True)
                if number is None and shown not in ("", "–")
            ]
            figure = line.figure
            rows.append([str(section), figure.title, figure.definition, *numbers, ", ".join(masked) or None])
    return rows


def _number(value: int | None, shown: str) -> int | None:
    """Return the number, None for one about too few people."""
    return value if shown in (grouped(value or 0), "–") else None


def board_rows(board: Board) -> list[list[Cell]]:
    """Return the rows of a board, under the names of its two periods."""
    period = board.scope.period
    return figure_rows(board, now=str(period), before=str(period.a_year_before))


def board_csv(board: Board) -> str:
    """Return the rows as CSV: UTF-8, commas; no cell is a formula."""
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([escape_formula(cell) for cell in row] for row in board_rows(board))
    return text.getvalue()


def board_ods(board: Board) -> bytes:
    scope = board.scope
    about = [["Lieux", "Période"], [scope.place, str(scope.period)]]
    sheets = [SheetOfCells("Chiffres", board_rows(board)), SheetOfCells("Ce tableau", about)]
    return spreadsheet(f"Chiffres, {scope.place}, {scope.period}", sheets)
