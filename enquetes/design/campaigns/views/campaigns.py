"""Campaigns of the coordination: their list, one of them, a new one, a changed one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import FormView, ListView

from enquetes.design.campaigns.addresses import campaign_slug
from enquetes.design.campaigns.forms import CampaignForm
from enquetes.design.campaigns.models.campaign import Campaign
from enquetes.design.campaigns.queries import (
    Collected,
    campaigns_with_kiosks,
    find_campaign,
    public_campaigns,
    with_answers,
)
from enquetes.design.campaigns.quota_tables import QuotaTotals
from enquetes.design.campaigns.services.campaigns import change_campaign, prepare_campaign
from questionnaires.questions.models.questionnaire import Questionnaire
from reseau.permissions import coordinator_required, is_coordinator, is_network_member
from reseau.web.refusals import refusals_in


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
