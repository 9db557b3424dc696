"""For visitors: how to have a place told, where, and the paper to fill before."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from patrimoine.inhabitants.papers import proposal_paper
from reseau.documents.papers.responses import paper_response


@require_safe
@login_not_required
def invitation(request: HttpRequest) -> HttpResponse:
    """An EPM writes with whoever knows the place: nothing is typed here about a neighbour."""
    return render(request, "patrimoine/inhabitants/invitation.html")


@require_safe
@login_not_required
def invitation_pdf(request: HttpRequest) -> HttpResponse:
    return paper_response(request, proposal_paper(), name="je-connais-un-lieu.pdf")
