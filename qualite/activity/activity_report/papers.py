"""The report of a year on paper, with the definition of each column."""

import datetime
from pathlib import Path

from django.conf import settings

from formation.year.training_report.tables import Table
from qualite.activity.activity_report.columns import definitions
from qualite.activity.activity_report.year_tables import ActivityYear
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full

TEMPLATE = Path(__file__).parents[2] / "data" / "activite.typ"
KIND = "Rapport d’activité"


def activity_paper(report: ActivityYear, *, day: datetime.date) -> Paper:
    """Render the report. `day`: date of issue, since months are confirmed and opened again."""
    return Paper.of(
        TEMPLATE,
        title=f"{KIND} {report.year}, {report.place}",
        kind=KIND,
        year=str(report.year),
        place=report.place,
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        day=f"{report.lead}. Établi le {day_in_full(day, 'j F Y')}.",
        tables=[_table(table) for table in report.tables if table.rows],
        definitions=[[each.title, each.meaning] for each in definitions()],
    )


def _table(table: Table) -> dict:
    rows = [[str(cell) for cell in row] for row in table.rows]
    return {"title": table.title, "header": list(table.header), "rows": rows, "note": table.note}
