"""The public figures as open data: a table, its schema in the format of Frictionless, its licence and date."""

import csv
import datetime
from collections.abc import Iterable
from io import StringIO

from django.conf import settings

from extranet.public.presentation.figures import FIGURES, CountedFigure, counted
from reseau.documents.papers.spreadsheet import escape_formula

LICENCE = "Licence Ouverte 2.0 (Etalab)"
# Name, type, and what the column holds.
COLUMNS = (
    ("identifiant", "string", "Nom du chiffre, qui ne change pas d’un jour à l’autre."),
    ("chiffre", "string", "Ce qui est compté, en quelques mots."),
    ("valeur", "integer", "Le nombre, le jour de la colonne date."),
    ("definition", "string", "Ce que compte le chiffre, et ce qu’il ne compte pas."),
    ("date", "date", "Le jour où le fichier a été fait."),
    ("source", "string", "Qui publie le chiffre."),
    ("licence", "string", "À quelles conditions le reprendre."),
)


def all_counted() -> list[CountedFigure]:
    """Return every figure that may be shown. One query."""
    return counted([figure.slug for figure in FIGURES])


def figures_csv(figures: Iterable[CountedFigure], *, day: datetime.date) -> str:
    """Return the table as CSV: UTF-8, commas, a row for each figure; no cell is a formula."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(name for name, _, _ in COLUMNS)
    for each in figures:
        figure, source = each.figure, settings.WAGTAIL_SITE_NAME
        row = (figure.slug, figure.label, each.value, each.meaning, day.isoformat(), source, LICENCE)
        writer.writerow(escape_formula(cell) for cell in row)
    return text.getvalue()


def table_schema() -> dict:
    """Return the Table Schema of the file (specs.frictionlessdata.io)."""
    fields = [
        {"name": name, "type": kind, "description": words, "constraints": {"required": True}}
        for name, kind, words in COLUMNS
    ]
    fields[0]["constraints"] |= {"unique": True, "enum": [figure.slug for figure in FIGURES]}
    fields[2]["constraints"] |= {"minimum": 1}
    return {
        "name": "chiffres-du-reseau",
        "title": "Chiffres du réseau des espaces publics multimédia du Lot",
        "description": "Aucun chiffre ne désigne quelqu’un\u00a0: un nombre de personnes n’y est qu’à partir de cinq.",
        "fields": fields,
        "primaryKey": ["identifiant"],
    }
