"""The report of a year, as a PDF and as a spreadsheet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from extranet.dashboards.annual_report.ods import report_ods
from extranet.dashboards.annual_report.paper import report_paper
from extranet.dashboards.annual_report.report import AnnualReport, annual_report
from extranet.dashboards.steering.permissions import board_readers
from formation.offer.annual_plan.models import YEARS_AROUND
from reseau.documents.papers.responses import paper_response
from reseau.documents.papers.spreadsheet import MEDIA_TYPE


@board_readers
@require_safe
def report_pdf(request: HttpRequest, year: int) -> HttpResponse:
    return paper_response(request, report_paper(_report(request, year)), name=f"rapport-{year}.pdf")


@board_readers
@require_safe
def report_sheets(request: HttpRequest, year: int) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="rapport-{year}.ods"',
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(report_ods(_report(request, year)), content_type=MEDIA_TYPE, headers=headers)


def _report(request: HttpRequest, year: int) -> AnnualReport:
    """Return the report of a year that has begun."""
    today = timezone.localdate()
    if not today.year - YEARS_AROUND <= year <= today.year:
        raise Http404
    return annual_report(request.user, year, day=today)
