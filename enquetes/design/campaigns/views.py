"""Campaigns of the coordination: written, started, closed, and their quotas."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import FormView, ListView

from enquetes.design.campaigns.addresses import campaign_slug
from enquetes.design.campaigns.forms import CampaignForm, CriteriaForm, WantedForm
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.queries import (
    Collected,
    campaigns_with_kiosks,
    find_campaign,
    public_campaigns,
    with_answers,
)
from enquetes.design.campaigns.quota_criteria import current_criteria, possible_criteria
from enquetes.design.campaigns.quota_tables import QuotaTotals, quota_table
from enquetes.design.campaigns.services import (
    LOST_CRITERION,
    change_campaign,
    close_campaign,
    plan_quotas,
    prepare_campaign,
    start_campaign,
)
from questionnaires.questions.faults import faults_of
from questionnaires.questions.models import Questionnaire
from questionnaires.questions.outline import Outline, outline_of
from reseau.permissions import coordinator_required, is_coordinator, is_network_member
from reseau.web.refusals import refusals_as_messages, refusals_in


# Campaigns of the coordination: their list, one of them, a new one, a changed one.
@method_decorator(login_not_required, name="dispatch")
class CampaignsView(ListView):
    """Every campaign for the coordination; for others, those that one may answer today, or read."""

    template_name = "enquetes/design/campaigns/campaigns.html"
    context_object_name = "campaigns"
    paginate_by = 40

    def get_queryset(self) -> QuerySet[Campaign]:
        return with_answers() if is_coordinator(self.request.user) else public_campaigns(timezone.localdate())

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        user, today = self.request.user, timezone.localdate()
        context = {"today": today, "is_coordinator": is_coordinator(user)}
        if is_network_member(user) and (user.epm_ids or user.watched_territory_ids):
            context["kiosk_campaigns"] = campaigns_with_kiosks(today)
        return super().get_context_data(**context, **kwargs)


@coordinator_required
@require_safe
def campaign_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a campaign stands: rate of response, quotas and weighting, as three things."""
    campaign = find_campaign(slug)
    version = campaign.version
    context = {
        "campaign": campaign,
        "today": timezone.localdate(),
        "collected": Collected.of(campaign),
        "quotas": QuotaTotals.of(campaign.quota_cells.all()) if campaign.quota_variables else None,
        "weighting": version and version.weightings.filter(is_used=True).first(),
    }
    return render(request, "enquetes/design/campaigns/campaign.html", context)


@method_decorator(coordinator_required, name="dispatch")
class CampaignNewView(FormView):
    """Prepare a campaign; its address is made from its title."""

    template_name = "enquetes/design/campaigns/campaign_form.html"
    form_class = CampaignForm

    def get_initial(self) -> dict[str, Any]:
        slug = self.request.GET.get("questionnaire", "")
        return {"questionnaire": Questionnaire.objects.filter(slug=slug).first(), "has_link": True}

    def form_valid(self, form: CampaignForm) -> HttpResponse:
        with refusals_in(form):
            slug = campaign_slug(form.cleaned_data["title"])
            campaign = prepare_campaign(by=self.request.user, slug=slug, **form.cleaned_data)
            return redirect(campaign)
        return self.form_invalid(form)


@method_decorator(coordinator_required, name="dispatch")
class CampaignEditView(FormView):
    """Change a campaign; once it is started, its days and its numbers."""

    template_name = "enquetes/design/campaigns/campaign_form.html"
    form_class = CampaignForm

    def setup(self, request, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.slug = kwargs["slug"]

    def get_form_kwargs(self) -> dict[str, Any]:
        self.campaign = find_campaign(self.slug)
        return super().get_form_kwargs() | {"instance": self.campaign}

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(campaign=find_campaign(self.slug), **kwargs)

    def form_valid(self, form: CampaignForm) -> HttpResponse:
        with refusals_in(form):
            change_campaign(campaign=self.campaign, **form.cleaned_data)
            messages.success(self.request, "La campagne est enregistrée.")
            return redirect(self.campaign)
        return self.form_invalid(form)


# A campaign started and closed, each after a page that says what this does.
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


# Quotas of a campaign: planned in a table while it is in preparation, followed on a board afterwards.
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
