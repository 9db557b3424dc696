"""Results of a campaign, a part of the questionnaire on each page, of everybody or of chosen people."""

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.variable import variables_of
from enquetes.findings.crossing.populations import population_of
from enquetes.findings.results.access import campaigns_with_results, find_campaign
from enquetes.findings.results.chosen_population import AMONG, MOST_FILTERS, query_of, read_chosen
from enquetes.findings.results.method_notes import method_notes
from enquetes.findings.results.page_parts import PagePart, parts_of
from enquetes.findings.results.permissions import results_readers
from enquetes.findings.results.result_block import result_blocks
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import outline_of


@method_decorator(results_readers, name="dispatch")
class CampaignsWithResultsView(ListView):
    """Campaigns that were started, the last first."""

    template_name = "enquetes/findings/results/campaigns.html"
    context_object_name = "campaigns"
    paginate_by = 30

    def get_queryset(self) -> QuerySet[Campaign]:
        counted = Q(collected__is_beyond_quota=False, collected__is_left_out=False)
        return (
            campaigns_with_results().annotate(answers=Count("collected", filter=counted)).order_by("-opens_on", "-pk")
        )


@results_readers
@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    campaign = find_campaign(slug)
    outline = outline_of(campaign.version)
    variables = variables_of(outline, has_coded_texts=campaign.has_coded_texts)
    chosen = read_chosen(request.GET.getlist(AMONG), variables)
    population = population_of(campaign.version, *(each.filter for each in chosen))
    territories = [len(each.categories) for each in variables if each.question.kind is QuestionKind.COMMUNE]
    codes = {each.question.key: len(each.categories) for each in variables if each.is_coded}
    parts = parts_of(outline, territories=max(territories, default=0), codes=codes)
    part = _chosen_part(parts, request.GET.get("partie", ""))
    sizes = population.sizes()
    questions = part.questions if part else ()
    context = {
        "campaign": campaign,
        "part": part,
        "parts": parts,
        "blocks": result_blocks(questions, variables, population, sizes=sizes, smallest=campaign.smallest),
        "chosen": [(each, query_of(other for other in chosen if other is not each)) for each in chosen],
        "may_choose": len(chosen) < MOST_FILTERS,
        "query": query_of(chosen),
        "notes": method_notes(campaign, population, variables, answers=sizes.everybody),
    }
    return render(request, "enquetes/findings/results/results.html", context)


def _chosen_part(parts: list[PagePart], rank: str) -> PagePart | None:
    return next((part for part in parts if str(part.rank) == rank), parts[0] if parts else None)


@results_readers
@require_safe
def choose_people(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a variable (`?selon=`), then its categories, and go back to the results of those people."""
    campaign = find_campaign(slug)
    variables = variables_of(outline_of(campaign.version), has_coded_texts=campaign.has_coded_texts)
    chosen = read_chosen(request.GET.getlist(AMONG), variables)
    variable = next((each for each in variables if each.code == request.GET.get("selon")), None)
    codes = [each.code for each in variable.categories if each.code in request.GET.getlist("qui")] if variable else []
    if codes:
        kept = [each for each in chosen if each.filter.variable.code != variable.code]
        added = read_chosen([f"{variable.code}:{','.join(codes)}"], variables)
        address = reverse("enquetes:results", args=[slug])
        return redirect(f"{address}?{query_of([*kept, *added])}")
    taken = {each.filter.variable.code for each in chosen}
    context = {
        "campaign": campaign,
        "variables": [each for each in variables if each.code not in taken],
        "variable": variable,
        "chosen": chosen,
        "query": query_of(chosen),
        "is_nobody": variable is not None and "voir" in request.GET,
    }
    return render(request, "enquetes/findings/results/people.html", context)
