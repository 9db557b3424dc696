"""The table to fill: each variable that may weight, with its categories; its numbers are left empty."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from enquetes.design.variables.variable import Variable
from enquetes.preparation.weighting.margin_table import HEADINGS
from reseau.documents.papers.spreadsheet import Cell, SheetOfCells, escape_formula, spreadsheet

TITLE = "Marges"


def possible_margins(variables: Iterable[Variable]) -> list[Variable]:
    """Return the variables where a person is in one category at most."""
    return [variable for variable in variables if not variable.is_several]


def template_lines(variables: Iterable[Variable]) -> Iterator[list[Cell]]:
    """Yield the header, then a line for each category, named by codes: words may be the same twice."""
    yield [heading for heading, _ in HEADINGS.values()]
    for variable in variables:
        for category in variable.categories:
            yield [variable.code, category.code, None]


def template_csv(variables: Iterable[Variable]) -> str:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([escape_formula(cell) for cell in line] for line in template_lines(variables))
    return "\ufeff" + text.getvalue()


def template_ods(variables: Iterable[Variable]) -> bytes:
    """Return the table, and a second sheet that says what each code means."""
    variables = list(variables)
    meanings = [
        [variable.code, variable.wording, category.code, category.wording]
        for variable in variables
        for category in variable.categories
    ]
    sheets = [
        SheetOfCells(TITLE, list(template_lines(variables))),
        SheetOfCells("Codes", [["Variable", "Question", "Catégorie", "Réponse"], *meanings]),
    ]
    return spreadsheet(TITLE, sheets)
