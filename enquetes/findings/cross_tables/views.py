"""Two questions chosen by the address: `?lignes=` and `?colonnes=` name variables, `?parts=` what shares are of."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.variable import Variable, variables_of
from enquetes.findings.cross_tables.cross_files import cross_csv, cross_ods
from enquetes.findings.cross_tables.cross_page import DIRECTIONS, OF_ROWS, CrossPage
from enquetes.findings.crossing.cross_table import cross
from enquetes.findings.crossing.populations import Population, population_of
from enquetes.findings.results.access import find_campaign
from enquetes.findings.results.chosen_population import AMONG, ChosenPeople, query_of, read_chosen
from enquetes.findings.results.method_notes import MethodNotes, method_notes
from enquetes.findings.results.permissions import results_readers
from questionnaires.questions.outline import outline_of
from reseau.documents.papers.spreadsheet import MEDIA_TYPE


@results_readers
@require_safe
def cross_questions(request: HttpRequest, slug: str) -> HttpResponse:
    campaign = find_campaign(slug)
    variables = variables_of(outline_of(campaign.version), has_coded_texts=campaign.has_coded_texts)
    chosen, population = _people(request, campaign, variables)
    page = _page(request, campaign, variables, population)
    context = {
        "campaign": campaign,
        "variables": variables,
        "page": page,
        "directions": DIRECTIONS,
        "direction": page.direction if page else OF_ROWS,
        "chosen": chosen,
        "notes": _notes(campaign, population, variables),
        "people": query_of(chosen),
        "query": request.GET.urlencode(),
    }
    return render(request, "enquetes/findings/cross_tables/cross.html", context)


@results_readers
@require_safe
def cross_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The same table as `csv` or `ods`."""
    campaign = find_campaign(slug)
    variables = variables_of(outline_of(campaign.version), has_coded_texts=campaign.has_coded_texts)
    _, population = _people(request, campaign, variables)
    page = _page(request, campaign, variables, population)
    if page is None or form not in {"csv", "ods"}:
        raise Http404
    notes = _notes(campaign, population, variables)
    content = cross_csv(page, notes) if form == "csv" else cross_ods(page, notes)
    headers = {
        "Content-Disposition": f'attachment; filename="{slug}-{page.table.rows.code}-{page.table.columns.code}.{form}"',
        "Cache-Control": "private, no-cache",
    }
    media_type = "text/csv; charset=utf-8" if form == "csv" else MEDIA_TYPE
    return HttpResponse(content, content_type=media_type, headers=headers)


def _notes(campaign: Campaign, population: Population, variables: list[Variable]) -> MethodNotes:
    return method_notes(campaign, population, variables, answers=population.everybody().count())


def _people(
    request: HttpRequest, campaign: Campaign, variables: list[Variable]
) -> tuple[list[ChosenPeople], Population]:
    chosen = read_chosen(request.GET.getlist(AMONG), variables)
    return chosen, population_of(campaign.version, *(each.filter for each in chosen))


def _page(
    request: HttpRequest, campaign: Campaign, variables: list[Variable], population: Population
) -> CrossPage | None:
    """Return the table that the address asks for; None until it names two different variables."""
    by_code = {variable.code: variable for variable in variables}
    rows, columns = (by_code.get(request.GET.get(name, "")) for name in ("lignes", "colonnes"))
    if rows is None or columns is None or rows.code == columns.code:
        return None
    direction = request.GET.get("parts", OF_ROWS)
    table = cross(rows, columns, population, smallest=campaign.smallest)
    return CrossPage(table, direction if direction in DIRECTIONS else OF_ROWS, campaign.smallest)
