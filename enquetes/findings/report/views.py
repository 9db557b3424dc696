"""The report of a campaign, for who reads its results."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from enquetes.findings.report.campaign_report import report_of
from enquetes.findings.report.ods import report_ods
from enquetes.findings.report.papers import report_paper
from enquetes.findings.results.access import find_campaign
from enquetes.findings.results.permissions import results_readers
from reseau.documents.papers.responses import paper_response
from reseau.documents.papers.spreadsheet import MEDIA_TYPE


@results_readers
@require_safe
def report_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The first answer to each question, how answers came, and the whole as files."""
    campaign = find_campaign(slug)
    return render(
        request, "enquetes/findings/report/report.html", {"campaign": campaign, "report": report_of(campaign)}
    )


@results_readers
@require_safe
def report_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    paper = report_paper(report_of(find_campaign(slug)), day=timezone.localdate())
    return paper_response(request, paper, name=f"resultats-{slug}.pdf")


@results_readers
@require_safe
def report_table(request: HttpRequest, slug: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="resultats-{slug}.ods"',
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(report_ods(report_of(find_campaign(slug))), content_type=MEDIA_TYPE, headers=headers)
