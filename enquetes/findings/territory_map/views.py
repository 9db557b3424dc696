"""An answer by territory: `?question=` names its variable, `?reponse=` its category."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enquetes.design.variables.variable import variables_of
from enquetes.findings.crossing.figure_cells import masked_sentence
from enquetes.findings.crossing.populations import population_of
from enquetes.findings.results.access import find_campaign
from enquetes.findings.results.permissions import results_readers
from enquetes.findings.territory_map.territory_shares import territory_shares, territory_variable
from questionnaires.questions.outline import outline_of


@results_readers
@require_safe
def territories(request: HttpRequest, slug: str) -> HttpResponse:
    campaign = find_campaign(slug)
    variables = variables_of(outline_of(campaign.version), has_coded_texts=campaign.has_coded_texts)
    places = territory_variable(variables)
    others = [each for each in variables if places and each.question.key != places.question.key]
    variable = next((each for each in others if each.code == request.GET.get("question")), None)
    variable = variable or next(iter(others), None)
    shares = None
    if variable:
        named = (each for each in variable.categories if each.code == request.GET.get("reponse"))
        category = next(named, None) or variable.categories[0]
        population = population_of(campaign.version)
        shares = territory_shares(places, variable, category, population, smallest=campaign.smallest)
    context = {
        "campaign": campaign,
        "variables": others,
        "shares": shares,
        "masked": masked_sentence(campaign.smallest) if shares and shares.table.has_masked else "",
    }
    return render(request, "enquetes/findings/territory_map/territories.html", context)
