"""The register of processing: a page for each basis, that everybody reads; a PDF and a CSV for the coordination, who
hands them to the officer.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from extranet.public.processing_register.paper import register_paper
from extranet.public.processing_register.register import processing_by_basis, register_csv
from reseau.documents.papers.responses import paper_response
from reseau.permissions import coordinator_required


@login_not_required
@require_safe
def processing(request: HttpRequest, basis: str) -> HttpResponse:
    found = [part for part in processing_by_basis() if part.basis.slug == basis]
    if not found:
        raise Http404
    page = found[0].paginator.get_page(request.GET.get("page"))
    return render(request, "extranet/public/processing_register/basis.html", {"part": found[0], "page_obj": page})


@coordinator_required
@require_safe
def register_pdf(request: HttpRequest) -> HttpResponse:
    return paper_response(request, register_paper(), name="registre-des-traitements.pdf")


@coordinator_required
@require_safe
def register_table(request: HttpRequest) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="registre-des-traitements.csv"'}
    return HttpResponse(register_csv(), content_type="text/csv; charset=utf-8", headers=headers)
