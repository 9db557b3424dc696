"""The report of a year on paper, for the members of the steering committee."""

import datetime
from pathlib import Path

from django.conf import settings

from formation.year.training_report.tables import Table, tables_of
from formation.year.training_report.year_figures import YearReport
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full

TEMPLATE = Path(__file__).parents[2] / "data" / "bilan.typ"
KIND = "Bilan de l’année de formation"


def report_paper(report: YearReport, *, day: datetime.date) -> Paper:
    """Render the report. `day`: date of issue, since figures change until every attendance is closed."""
    return Paper.of(
        TEMPLATE,
        title=f"{KIND} {report.year}",
        kind=KIND,
        year=str(report.year),
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        day=f"Établi le {day_in_full(day, 'j F Y')}, d’après les émargements clos à cette date.",
        tables=[_table(table) for table in tables_of(report)],
    )


def _table(table: Table) -> dict:
    rows = [[str(cell) for cell in row] for row in table.rows]
    return {"title": table.title, "header": list(table.header), "rows": rows, "note": table.note}
