"""Two editions: `?avec=` names the other campaign, `?question=` the variable that is compared."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enquetes.findings.editions.comparison import compare_variable, shared_variables
from enquetes.findings.results.access import campaigns_with_results, find_campaign
from enquetes.findings.results.permissions import results_readers

MOST_EDITIONS = 20


@results_readers
@require_safe
def editions(request: HttpRequest, slug: str) -> HttpResponse:
    """Compare one question with the edition before, or with another campaign of the same questionnaire."""
    campaign = find_campaign(slug)
    likely = Q(questionnaire=campaign.questionnaire_id) | Q(pk=campaign.earlier_id)
    others = campaigns_with_results().filter(likely).exclude(pk=campaign.pk)
    others = list(others.order_by("-opens_on", "-pk")[:MOST_EDITIONS])
    named = (each for each in others if each.slug == request.GET.get("avec"))
    earlier = (each for each in others if each.pk == campaign.earlier_id)
    other = next(named, None) or next(earlier, None) or next(iter(others), None)
    pairs = shared_variables(campaign, other) if other else []
    asked = (pair for pair in pairs if pair[0].code == request.GET.get("question"))
    pair = next(asked, None) or next(iter(pairs), None)
    context = {
        "campaign": campaign,
        "others": others,
        "other": other,
        "variables": [now for now, _ in pairs],
        "compared": compare_variable(campaign, other, pair) if other and pair else None,
    }
    return render(request, "enquetes/findings/editions/editions.html", context)
