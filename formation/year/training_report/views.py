"""The report of a year for the steering committee: page, PDF, spreadsheet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from formation.offer.annual_plan.models import has_page
from formation.year.training_report.ods import report_ods
from formation.year.training_report.paper import report_paper
from formation.year.training_report.permissions import report_readers
from formation.year.training_report.tables import tables_of
from formation.year.training_report.year_figures import YearReport, year_report
from reseau.documents.papers.responses import paper_response
from reseau.documents.papers.spreadsheet import MEDIA_TYPE


@report_readers
@require_safe
def report_page(request: HttpRequest, year: int) -> HttpResponse:
    report = _report(year)
    years = {"previous_year": year - 1, "next_year": year + 1}
    context = {"year": year, "report": report, "tables": tables_of(report)}
    context |= {name: linked_year if has_page(linked_year) else None for name, linked_year in years.items()}
    return render(request, "formation/year/training_report/report.html", context)


@report_readers
@require_safe
def report_pdf(request: HttpRequest, year: int) -> HttpResponse:
    paper = report_paper(_report(year), day=timezone.localdate())
    return paper_response(request, paper, name=f"bilan-formation-{year}.pdf")


@report_readers
@require_safe
def report_sheets(request: HttpRequest, year: int) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="bilan-formation-{year}.ods"',
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(report_ods(_report(year)), content_type=MEDIA_TYPE, headers=headers)


def _report(year: int) -> YearReport:
    if not has_page(year):
        raise Http404
    return year_report(year)
