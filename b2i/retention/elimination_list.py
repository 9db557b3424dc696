"""Elimination list for the Archives départementales, as CSV or as a PDF to sign (`data/bordereau.typ`)."""

import csv
from io import StringIO
from pathlib import Path

from django.conf import settings

from b2i.retention.models import Elimination
from reseau.papers.paper import Paper
from reseau.papers.spreadsheet import escape_formula
from reseau.wording import day_in_full

TEMPLATE = Path(__file__).parents[1] / "data" / "bordereau.typ"
KIND = "Bordereau d’élimination"
HEADER = ("Carte", "EPM", "Commune", "Livret ouvert le", "Dernier contact", "Suite")


def elimination_csv(elimination: Elimination) -> bytes:
    """Return CSV with semicolons and a UTF-8 mark, as French office spreadsheets expect."""
    output = StringIO()
    writer = csv.writer(output, delimiter=";")
    writer.writerow(HEADER)
    writer.writerows([escape_formula(cell) for cell in row] for row in _rows(elimination, "d/m/Y"))
    return output.getvalue().encode("utf-8-sig")


def elimination_paper(elimination: Elimination) -> Paper:
    rows = _rows(elimination, "j F Y")
    return Paper.of(
        TEMPLATE,
        title=f"{KIND} n°\u00a0{elimination.pk}",
        kind=KIND,
        origin=settings.ORGANISATION,
        organisation=", ".join(part for part in (settings.ORGANISATION, settings.ORGANISATION_ADDRESS) if part),
        site=settings.WAGTAIL_SITE_NAME,
        number=str(elimination.pk),
        prepared=day_in_full(elimination.prepared_on, "j F Y"),
        count=str(len(rows)),
        visa=[elimination.visa_reference, elimination.visa_by, day_in_full(elimination.visa_on, "j F Y")]
        if elimination.has_visa
        else [],
        header=HEADER,
        rows=rows,
    )


def _rows(elimination: Elimination, pattern: str) -> list[tuple[str, ...]]:
    return [
        (
            line.shown_number,
            line.epm.name,
            line.epm.commune.name,
            day_in_full(line.opened_on, pattern),
            day_in_full(line.last_contact, pattern),
            line.get_outcome_display(),
        )
        for line in elimination.lines.select_related("epm__commune")
    ]
