"""A published sheet to take away: on paper, in large type for learners, with its files in one ZIP.

For every reader of the sheet. Nothing is stored: each is made on request, unless the browser has it already.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reseau.documents.papers.responses import paper_response, respond_unless_cached
from ressources.library.downloads.paper import memo_paper, sheet_paper
from ressources.library.downloads.workshop_archive import TakeAway
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_kinds import KINDS

SHEET_PDF, MEMO_PDF = "fiche.pdf", "memo.pdf"


@login_not_required
@require_safe
def sheet_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    return pdf_response(request, slug, SHEET_PDF)


@login_not_required
@require_safe
def memo_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    return pdf_response(request, slug, MEMO_PDF)


@login_not_required
@require_safe
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    sheet = published_sheet(request, slug)
    take_away = TakeAway(
        papers=papers_of(request, sheet),
        attachments=sheet.attachments.visible_to(request.user).without_text(),
        pictures=[picture for picture in sheet.pictures.all() if picture.is_available],
        address=address_of(request, sheet),
        day=sheet.last_published_at,
    )
    return respond_unless_cached(
        request,
        take_away.fingerprint,
        lambda: FileResponse(
            take_away.archive(), as_attachment=True, filename=f"{slug}.zip", content_type="application/zip"
        ),
    )


def published_sheet(request: HttpRequest, slug: str) -> Sheet:
    for kind in KINDS:
        sheets = kind.objects.visible_to(request.user).with_record().with_sources()
        if sheet := sheets.prefetch_related("pictures").filter(slug=slug).first():
            return sheet
    raise Http404


def address_of(request: HttpRequest, sheet: Sheet) -> str:
    return request.build_absolute_uri(sheet.get_absolute_url())


def papers_of(request: HttpRequest, sheet: Sheet) -> dict:
    """Return the papers of the sheet, by name of file."""
    url = address_of(request, sheet)
    papers = {
        SHEET_PDF: sheet_paper(sheet, url=url, reader=request.user),
        MEMO_PDF: memo_paper(sheet, url=url, reader=request.user),
    }
    return {name: paper for name, paper in papers.items() if paper}


def pdf_response(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    paper = papers_of(request, published_sheet(request, slug)).get(name)
    if paper is None:
        raise Http404
    return paper_response(request, paper, name=f"{slug}-{name}")
