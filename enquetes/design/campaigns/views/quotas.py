"""Quotas of a campaign: planned in a table while it is in preparation, followed on a board afterwards."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from enquetes.design.campaigns.forms import CriteriaForm, WantedForm
from enquetes.design.campaigns.models.campaign import Campaign
from enquetes.design.campaigns.queries import find_campaign
from enquetes.design.campaigns.quota_criteria import current_criteria, possible_criteria
from enquetes.design.campaigns.quota_tables import QuotaTotals, quota_table
from enquetes.design.campaigns.services.campaigns import LOST_CRITERION
from enquetes.design.campaigns.services.quotas import plan_quotas
from questionnaires.questions.outline import Outline, outline_of
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages, refusals_in


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def quotas(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the cells: fields in preparation, then what was got, read again by itself with `?direct`.

    Sent, save the wanted numbers.
    """
    campaign = find_campaign(slug)
    cells = list(campaign.quota_cells.all())
    if not campaign.is_draft:
        is_live = "direct" in request.GET and campaign.is_running
        context = {"campaign": campaign, "cells": cells, "totals": QuotaTotals.of(cells), "is_live": is_live}
        context["now"] = timezone.localtime()
        return render(request, "enquetes/design/campaigns/quota_board.html", context)
    form = WantedForm(request.POST or None, cells=cells)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            plan_quotas(campaign=campaign, codes=campaign.quota_variables, wanted=form.wanted())
            messages.success(request, "Les quotas sont enregistrés.")
            return redirect("enquetes:quotas", slug)
    outline = _last_outline(campaign)
    criteria = current_criteria(campaign, outline)
    context = {
        "campaign": campaign,
        "form": form,
        "criteria_form": CriteriaForm(
            possible=possible_criteria(outline), initial={"criteria": campaign.quota_variables}
        ),
        "refusals": [LOST_CRITERION] if criteria is None else [],
        "table": None,
    }
    if cells and criteria:
        context["table"] = quota_table(criteria, cells, list(form))
    return render(request, "enquetes/design/campaigns/quotas.html", context)


@coordinator_required
@require_POST
def quota_criteria(request: HttpRequest, slug: str) -> HttpResponse:
    """Cross other criteria: the cells are made again, their numbers are typed next."""
    campaign = find_campaign(slug)
    chosen = request.POST.getlist("criteria")
    is_current = False
    if campaign.is_draft:
        outline = _last_outline(campaign)
        is_current = current_criteria(campaign, outline) is not None
        possible = [variable.code for variable in possible_criteria(outline)]
        # The order of the questions; a code that is not one of them stays last, for the service to refuse.
        chosen.sort(key=lambda code: possible.index(code) if code in possible else len(possible))
    if not is_current or chosen != campaign.quota_variables:
        with refusals_as_messages(request):
            plan_quotas(campaign=campaign, codes=chosen, wanted={})
    return redirect("enquetes:quotas", slug)


def _last_outline(campaign: Campaign) -> Outline:
    return outline_of(campaign.questionnaire.versions.order_by("-number").first())
