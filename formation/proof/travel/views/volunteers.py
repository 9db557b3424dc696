"""The mileage sheet of a volunteer for a year.

The user's own, or of any member of the network for coordinators.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from formation.permissions import members_with_readable_record
from formation.proof.travel.volunteer_papers import mileage_sheet
from formation.proof.travel.volunteering import Volunteering, drives_of, rate_of
from reseau.documents.papers.responses import paper_response
from reseau.permissions import network_required


@network_required
@require_safe
def mileage_pdf(request: HttpRequest, year: int, pk: int | None = None) -> HttpResponse:
    member = request.user if pk is None else get_object_or_404(members_with_readable_record(request.user), pk=pk)
    drives = drives_of(member, Volunteering.of(member), year)
    if not drives:
        raise Http404
    paper = mileage_sheet(member, year, drives, rate_of(year))
    return paper_response(request, paper, name=f"frais-kilometriques-{year}.pdf")
