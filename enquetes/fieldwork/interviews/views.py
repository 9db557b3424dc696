"""Pages of interviews: the coordination names interviewers, who see whom to look for, and count refusals."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.quota_tables import QuotaTotals
from enquetes.fieldwork.enums import ContactOutcome
from enquetes.fieldwork.interviews.forms import InterviewersForm
from enquetes.fieldwork.interviews.models import InterviewDay
from enquetes.fieldwork.interviews.permissions import may_interview
from enquetes.fieldwork.interviews.services import count_outcome, name_interviewers
from reseau.people.members.models.member import Member
from reseau.permissions import coordinator_required, network_required
from reseau.web.refusals import refusals_as_messages, refusals_in


@method_decorator(coordinator_required, name="dispatch")
class InterviewersView(FormView):
    """Who interviews, and what they counted."""

    template_name = "enquetes/fieldwork/interviews/interviewers.html"
    form_class = InterviewersForm

    def dispatch(self, request, *args, **kwargs):
        self.campaign = get_object_or_404(Campaign, slug=kwargs["slug"], has_interviews=True)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        named = self.campaign.interviewers.filter(is_active=True)
        return {"members": list(Member.objects.filter(interviewing__in=named))}

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        interviewers = self.campaign.interviewers
        return super().get_context_data(
            campaign=self.campaign, interviewers=interviewers.with_counts(), totals=interviewers.totals(), **kwargs
        )

    def form_valid(self, form: InterviewersForm) -> HttpResponse:
        with refusals_in(form):
            name_interviewers(campaign=self.campaign, by=self.request.user, **form.cleaned_data)
            messages.success(self.request, "Les enquêteurs sont nommés.")
            return redirect("enquetes:interviewers", self.campaign.slug)
        return self.form_invalid(form)


@network_required
@require_safe
def interviews(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an interviewer whom to look for, and their own day."""
    campaign = interviewed_campaign(request.user, slug)
    cells, today = list(campaign.quota_cells.all()), timezone.localdate()
    day = InterviewDay.objects.filter(
        interviewer__campaign=campaign, interviewer__member=request.user, day=today
    ).first() or InterviewDay(day=today)
    context = {
        "campaign": campaign,
        "is_open": campaign.is_running and campaign.opens_on <= today <= campaign.closes_on,
        "day": day,
        "outcomes": [(outcome, getattr(day, outcome.value)) for outcome in ContactOutcome],
        "wanted": sorted((cell for cell in cells if not cell.is_full), key=lambda cell: -cell.left),
        "full": [cell for cell in cells if cell.is_full],
        "totals": QuotaTotals.of(cells),
    }
    return render(request, "enquetes/fieldwork/interviews/interviews.html", context)


@network_required
@require_POST
def interview_outcome(request: HttpRequest, slug: str) -> HttpResponse:
    """Count somebody who refused or was absent; with `retirer`, take one back."""
    campaign = interviewed_campaign(request.user, slug)
    if request.POST.get("outcome") not in ContactOutcome.values:
        raise Http404
    outcome, takes_back = ContactOutcome(request.POST["outcome"]), "retirer" in request.POST
    with refusals_as_messages(request):
        count_outcome(campaign=campaign, member=request.user, outcome=outcome, takes_back=takes_back)
        messages.success(request, "C’est retiré." if takes_back else f"Compté\u00a0: {outcome.label.lower()}.")
    return redirect("enquetes:interviews", slug)


def interviewed_campaign(user, slug: str) -> Campaign:
    """Return a started campaign of which the user is an interviewer; 404 otherwise. Two queries."""
    campaign = get_object_or_404(Campaign, slug=slug, version__isnull=False)
    if not may_interview(user, campaign):
        raise Http404
    return campaign
