"""The report of video desks on paper."""

import datetime
from pathlib import Path

from django.conf import settings

from accueil.visio.report.history import FACTS, HOW_COMPARABLE, SOURCE, WHEN
from accueil.visio.report.report import VisioReport
from accueil.visio.report.tables import tables_of
from formation.year.training_report.tables import Table
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full

TEMPLATE = Path(__file__).parents[2] / "data" / "rapport-visio.typ"
KIND = "Rapport des points visio"


def report_paper(report: VisioReport, *, day: datetime.date) -> Paper:
    """Render the report. `day`: date of issue, since outcomes and factors may change."""
    return Paper.of(
        TEMPLATE,
        title=f"{KIND} {report.year}, {report.place}",
        kind=KIND,
        year=str(report.year),
        place=report.place,
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        day=f"{report.days.words}. Établi le {day_in_full(day, 'j F Y')}.",
        tables=[_table(table) for table in tables_of(report)],
        factors=[[factor.words, day_in_full(factor.applies_from, "F Y"), factor.source] for factor in report.factors],
        methods=[factor.method for factor in report.factors],
        history=[[fact.number, fact.words] for fact in FACTS],
        history_source=f"Source\u00a0: {SOURCE}, {WHEN}. {HOW_COMPARABLE}",
    )


def _table(table: Table) -> dict:
    rows = [[str(cell) for cell in row] for row in table.rows]
    return {"title": table.title, "header": list(table.header), "rows": rows, "note": table.note}
