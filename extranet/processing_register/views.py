"""The register of processing as a PDF and as CSV, for the coordination, who hands it to the officer."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from extranet.processing_register.paper import register_paper
from extranet.processing_register.register import register_csv
from reseau.papers.responses import paper_response
from reseau.permissions import coordinator_required


@coordinator_required
@require_safe
def register_pdf(request: HttpRequest) -> HttpResponse:
    return paper_response(request, register_paper(), name="registre-des-traitements.pdf")


@coordinator_required
@require_safe
def register_table(request: HttpRequest) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="registre-des-traitements.csv"'}
    return HttpResponse(register_csv(), content_type="text/csv; charset=utf-8", headers=headers)
