"""The report of a campaign on paper."""

import datetime
from pathlib import Path

from django.conf import settings

from enquetes.findings.report.campaign_report import CampaignReport
from enquetes.findings.results.result_block import ResultBlock
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full

TEMPLATE = Path(__file__).parents[2] / "data" / "resultats.typ"
KIND = "Résultats d’enquête"


def report_paper(report: CampaignReport, *, day: datetime.date) -> Paper:
    """Render the report. `day`: date of issue, since answers and weights may change."""
    return Paper.of(
        TEMPLATE,
        title=f"{KIND}\u00a0: {report.campaign.title}",
        kind=KIND,
        name=report.campaign.title,
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        warning=report.campaign.warning,
        day=f"Établi le {day_in_full(day, 'j F Y')}.",
        reading=report.reading,
        facts=[[label, value] for label, value in report.notes.facts],
        sections=[
            {"title": section.title, "blocks": [_block(block) for block in section.blocks]}
            for section in report.sections
        ],
    )


def _block(block: ResultBlock) -> dict:
    lines = [[line.words, line.percent, line.interval, line.count_words, line.width] for line in block.lines]
    return {
        "title": f"{block.number}. {block.wording}",
        "lines": lines,
        "facts": [list(fact) for fact in block.facts],
        "base": " ".join([block.base, *block.notes]),
    }
