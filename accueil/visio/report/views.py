"""The report of video desks: page, PDF, spreadsheets; the figures that anybody reads."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accueil.visio.appointments.enums import OpinionQuestion
from accueil.visio.report.history import FACTS, HOW_COMPARABLE, SOURCE, WHEN
from accueil.visio.report.paper import report_paper
from accueil.visio.report.permissions import report_readers
from accueil.visio.report.public_figures import public_figures
from accueil.visio.report.report import VisioReport, visio_report
from accueil.visio.report.satisfaction import OpinionCount
from accueil.visio.report.spreadsheets import report_csv, report_ods
from accueil.visio.report.tables import tables_of
from accueil.visio.report.year import has_report
from reseau.documents.papers.responses import paper_response
from reseau.documents.papers.spreadsheet import MEDIA_TYPE


@login_not_required
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Figures of the network for everybody, and the history beside them."""
    found = public_figures(timezone.localdate())
    context = {
        "figures": found,
        "questions": _rates(found.opinions),
        "history": FACTS,
        "history_source": f"{SOURCE}, {WHEN}",
        "how_comparable": HOW_COMPARABLE,
    }
    return render(request, "accueil/visio/report/figures.html", context)


def _rates(count: OpinionCount | None) -> list[tuple[str, str, str]]:
    """Return each question with its rate and its interval; nothing without opinions, or under five."""
    if count is None or not count.received:
        return []
    return [(question.label, count.rate(question), count.interval(question)) for question in OpinionQuestion]


@report_readers
@require_safe
def this_year(request: HttpRequest) -> HttpResponse:
    return redirect("accueil:visio_report", timezone.localdate().year)


@report_readers
@require_safe
def report_page(request: HttpRequest, year: int) -> HttpResponse:
    report, today = _report(request, year), timezone.localdate()
    around = {"previous_year": year - 1, "next_year": year + 1}
    context = {
        "year": year,
        "report": report,
        "tables": tables_of(report),
        "history": FACTS,
        "history_source": f"{SOURCE}, {WHEN}",
        "how_comparable": HOW_COMPARABLE,
        **{name: each if has_report(each, today) else None for name, each in around.items()},
    }
    return render(request, "accueil/visio/report/report.html", context)


@report_readers
@require_safe
def report_pdf(request: HttpRequest, year: int) -> HttpResponse:
    paper = report_paper(_report(request, year), day=timezone.localdate())
    return paper_response(request, paper, name=f"points-visio-{year}.pdf")


@report_readers
@require_safe
def report_sheets(request: HttpRequest, year: int) -> HttpResponse:
    return _attached(report_ods(_report(request, year)), MEDIA_TYPE, f"points-visio-{year}.ods")


@report_readers
@require_safe
def report_lines(request: HttpRequest, year: int) -> HttpResponse:
    return _attached(report_csv(_report(request, year)), "text/csv; charset=utf-8", f"points-visio-{year}.csv")


def _attached(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"}
    return HttpResponse(content, content_type=media_type, headers=headers)


def _report(request: HttpRequest, year: int) -> VisioReport:
    today = timezone.localdate()
    if not has_report(year, today):
        raise Http404
    return visio_report(request.user, year, today=today)
