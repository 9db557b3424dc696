"""The share of an answer in each territory, placed on the drawing of the département."""

from dataclasses import dataclass

from django.db.models import Avg
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enquetes.design.variables.variable import AnswerCategory, Variable, variables_of
from enquetes.findings.crossing.cross_table import CrossTable, cross
from enquetes.findings.crossing.figure_cells import masked_sentence
from enquetes.findings.crossing.masking import TOTAL
from enquetes.findings.crossing.populations import Population, population_of
from enquetes.findings.results.access import find_campaign
from enquetes.findings.results.permissions import results_readers
from enquetes.findings.results.result_block import ResultLine
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import outline_of
from reseau.directory.place_map.map_window import MapWindow, window_at
from reseau.directory.place_map.projection import projection
from reseau.places.models.commune import Commune

WHOLE = "Ensemble"


@dataclass(frozen=True, slots=True)
class TerritoryMark:
    """A round of the map; `x`, `y` as the drawing writes them."""

    x: str
    y: str
    line: ResultLine


@dataclass(frozen=True, slots=True)
class TerritoryShares:
    """`lines`: a territory each, the whole last. `marks`: those that are somewhere."""

    variable: Variable
    category: AnswerCategory
    table: CrossTable
    lines: tuple[ResultLine, ...]
    marks: tuple[TerritoryMark, ...]
    window: MapWindow


def territory_variable(variables: list[Variable]) -> Variable | None:
    """Return the variable that sorts people by the territory where they live; None where it is not asked."""
    places = (each for each in variables if each.question.kind is QuestionKind.COMMUNE and not each.by_size)
    return next(places, None)


def territory_shares(
    places: Variable, variable: Variable, category: AnswerCategory, population: Population, *, smallest: int
) -> TerritoryShares:
    """Return the share of a category in each territory. A crossed table, and one query for where territories are."""
    table = cross(places, variable, population, smallest=smallest)
    lines = tuple(
        ResultLine.of(
            places.by_key[row].code if row is not TOTAL else "",
            places.by_key[row].wording if row is not TOTAL else WHOLE,
            table.cells[row, category.key],
            table.cells[row, category.key].row_share,
        )
        for row in table.row_lines
    )
    middles = {
        slug: projection().point(latitude, longitude)
        for slug, latitude, longitude in Commune.objects.order_by()
        .values_list("territory__slug")
        .annotate(Avg("latitude"), Avg("longitude"))
    }
    marks = tuple(
        TerritoryMark(*(f"{part:.1f}" for part in middles[line.code]), line) for line in lines if line.code in middles
    )
    return TerritoryShares(variable, category, table, lines, marks, window_at(0, 0, 0))


# An answer by territory: `?question=` names its variable, `?reponse=` its category.
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
