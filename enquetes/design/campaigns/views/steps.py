"""A campaign started and closed, each after a page that says what this does."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from enquetes.design.campaigns.queries import find_campaign
from enquetes.design.campaigns.services.campaigns import close_campaign, start_campaign
from questionnaires.questions.faults import faults_of
from questionnaires.questions.outline import outline_of
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a campaign, after a page that says what this freezes."""
    campaign = find_campaign(slug)
    if request.method == "POST":
        with refusals_as_messages(request):
            start_campaign(campaign=campaign)
            messages.success(request, "La campagne est commencée.")
        return redirect(campaign)
    if not campaign.is_draft:
        return redirect(campaign)
    version = campaign.questionnaire.versions.order_by("-number").first()
    outline = outline_of(version)
    context = {
        "campaign": campaign,
        "version": version,
        "question_count": len(outline.questions),
        "faults": faults_of(outline),
        "wanted": sum(cell.wanted for cell in campaign.quota_cells.all()),
    }
    return render(request, "enquetes/design/campaigns/start.html", context)


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """Close a campaign, after a page that says what this ends."""
    campaign = find_campaign(slug)
    if request.method == "POST":
        with refusals_as_messages(request):
            close_campaign(campaign=campaign)
            messages.success(request, "La campagne est terminée\u00a0: elle ne reçoit plus de réponses.")
        return redirect(campaign)
    if not campaign.is_running:
        return redirect(campaign)
    return render(request, "enquetes/design/campaigns/close.html", {"campaign": campaign})
