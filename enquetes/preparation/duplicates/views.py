"""Likely duplicates of a campaign, for the coordination: their list, one of them decided."""

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import ListView

from enquetes.preparation.cleaning.forms import CleaningReasonForm
from enquetes.preparation.cleaning.views import started_campaign
from enquetes.preparation.duplicates.comparison import compare_group
from enquetes.preparation.duplicates.models import DuplicateGroup
from enquetes.preparation.duplicates.services import keep_all, leave_out_of_group, search_duplicates
from enquetes.preparation.enums import DuplicateDecision
from questionnaires.questions.outline import outline_of
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages, refusals_in


@method_decorator(coordinator_required, name="dispatch")
class DuplicatesView(ListView):
    """Groups to decide, or with `?etat=decides` those that are."""

    template_name = "enquetes/preparation/duplicates/duplicates.html"
    context_object_name = "groups"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[DuplicateGroup]:
        self.campaign = started_campaign(self.kwargs["slug"])
        self.are_decided = self.request.GET.get("etat") == "decides"
        groups = self.campaign.duplicates.select_related("decided_by")
        if self.are_decided:
            decided = groups.exclude(decision=DuplicateDecision.WAITING)
            return decided.annotate(counted=Count("responses")).order_by("-decided_on", "-pk")
        return groups.waiting().order_by("pk")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(campaign=self.campaign, are_decided=self.are_decided, **kwargs)


@coordinator_required
@require_POST
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """Search the responses of a campaign again."""
    campaign = started_campaign(slug)
    with refusals_as_messages(request):
        count = search_duplicates(campaign=campaign)
        plural = "s" if count > 1 else ""
        messages.success(request, f"{count}\u00a0groupe{plural} de plus." if count else "Rien de nouveau.")
    return redirect("enquetes:duplicates", slug)


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The responses of a group side by side; sent, keep them all, or leave one out."""
    campaign = started_campaign(slug)
    group = get_object_or_404(campaign.duplicates.select_related("decided_by"), pk=pk)
    form = CleaningReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            group = _decide(request, group, form.cleaned_data["reason"])
            messages.success(request, "C’est noté. Le journal de nettoyage dit ce qui est écarté.")
            is_waiting = group.decision == DuplicateDecision.WAITING
            return redirect("enquetes:duplicate", slug, pk) if is_waiting else redirect("enquetes:duplicates", slug)
    context = {
        "campaign": campaign,
        "group": group,
        "is_waiting": group.decision == DuplicateDecision.WAITING,
        "compared": compare_group(group, outline_of(campaign.version)),
        "form": form,
    }
    return render(request, "enquetes/preparation/duplicates/duplicate.html", context)


def _decide(request: HttpRequest, group: DuplicateGroup, reason: str) -> DuplicateGroup:
    key = request.POST.get("ecarter", "")
    if key:
        response = int(key) if key.isdecimal() and len(key) < 20 else 0
        return leave_out_of_group(group=group, response=response, reason=reason, by=request.user)
    return keep_all(group=group, reason=reason, by=request.user)
