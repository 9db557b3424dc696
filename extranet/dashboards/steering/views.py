"""The board of those who watch over the network: its figures, the list behind each, a map, files to take away."""

import datetime
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from extranet.dashboards.steering.answer_times import answer_times
from extranet.dashboards.steering.board import BoardFigure, promise_of, read_board, territory_lines
from extranet.dashboards.steering.figure import Figure
from extranet.dashboards.steering.figure_rows import board_csv, board_ods
from extranet.dashboards.steering.figures.all_figures import FIGURES
from extranet.dashboards.steering.network_map import network_map
from extranet.dashboards.steering.permissions import board_readers
from extranet.dashboards.steering.scope import Period, Scope, chosen_territories, last_twelve_months, year_so_far
from extranet.dashboards.steering.trends import domains_chart, monthly_chart
from reseau.documents.papers.spreadsheet import MEDIA_TYPE
from reseau.permissions import watched_territories
from reseau.places.models.commune import Territory

YEARS_SHOWN = 3
# The list of a year before the first one shown is linked to as well.
YEARS_READ = 10


def scope_of(request: HttpRequest, territories: Sequence[Territory]) -> Scope:
    """Read the scope in the address: `lieu`, then `annee`, or `du` and `au`. Invalid values are ignored."""
    places = chosen_territories(request.GET.getlist("lieu"), territories, is_whole=request.user.is_coordinator)
    today = timezone.localdate()
    period = _period(request.GET, today) or last_twelve_months(today)
    domain = request.GET.get("domaine", "")[:8]
    return Scope(period, places, domain)


def _period(query, today: datetime.date) -> Period | None:
    year = query.get("annee", "")
    if year in {str(today.year - rank) for rank in range(YEARS_READ)}:
        return year_so_far(int(year), today)
    try:
        first, last = (datetime.date.fromisoformat(query.get(name, "")) for name in ("du", "au"))
    except ValueError:
        return None
    return Period(first, last) if first <= last and first.year > 1 else None


def years_shown(today: datetime.date) -> list[int]:
    return [today.year - rank for rank in range(YEARS_SHOWN)]


def charted_figure(request: HttpRequest) -> Figure:
    """Read the figure whose trend the address asks for: workshops, unless it names another dated one."""
    figure = FIGURES.get(request.GET.get("courbe", ""))
    return figure if figure and has_trend(figure) else FIGURES["ateliers"]


def has_trend(figure: Figure) -> bool:
    """Return whether its numbers by month may be shown: not those about so few people that they would show them."""
    return figure.is_dated and figure.has_trend and not figure.is_masked


def choices_of(request: HttpRequest, scope: Scope, territories: Sequence[Territory]) -> dict:
    """Return what the choice of a territory and of a period shows (`_scope.html`)."""
    today, year = timezone.localdate(), request.GET.get("annee", "")
    return {
        "scope": scope,
        "territories": territories,
        "chosen": scope.territories[0] if scope.territories and len(scope.territories) == 1 else None,
        "years": years_shown(today),
        "year": int(year) if scope.period != last_twelve_months(today) and year.isdigit() else None,
    }


@board_readers
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    territories = list(watched_territories(request.user))
    scope = scope_of(request, territories)
    read = read_board(request.user, scope)
    has_table = len(territories) > 1 and len(scope.territories or territories) == len(territories)
    charted = charted_figure(request)
    context = {
        "charted": charted,
        "charts": [(slug, figure.title) for slug, figure in FIGURES.items() if has_trend(figure)],
        "board": read,
        "report_year": scope.period.last.year,
        "chart": monthly_chart(read[charted.slug]),
        "domains": domains_chart(scope),
        "answers": answer_times(scope, territories),
        "lines": territory_lines(request.user, scope, territories, read) if has_table else [],
        "promise": None if scope.territories else promise_of(request.user, scope),
        **choices_of(request, scope, territories),
    }
    return render(request, "extranet/dashboards/steering/board.html", context)


@board_readers
@require_safe
def board_figures(request: HttpRequest) -> HttpResponse:
    """Every figure with its definition and its list, beside a year before."""
    territories = list(watched_territories(request.user))
    scope = scope_of(request, territories)
    context = {"board": read_board(request.user, scope), **choices_of(request, scope, territories)}
    return render(request, "extranet/dashboards/steering/all_figures.html", context)


@board_readers
@require_safe
def board_map(request: HttpRequest) -> HttpResponse:
    """The open EPM on a map, those where nothing is noted told apart; two lists name them all."""
    territories = list(watched_territories(request.user))
    scope = scope_of(request, territories)
    context = {
        "map": network_map(scope),
        "active": FIGURES["epm-actifs"].url(scope),
        "silent": FIGURES["epm-sans-atelier"].url(scope),
        **choices_of(request, scope, territories),
    }
    return render(request, "extranet/dashboards/steering/map.html", context)


@board_readers
@require_safe
def board_table(request: HttpRequest, form: str) -> HttpResponse:
    """The figures of the board with their definitions, as CSV or as a spreadsheet."""
    scope = scope_of(request, list(watched_territories(request.user)))
    read = read_board(request.user, scope)
    content, media_type = {
        "csv": lambda: (board_csv(read), "text/csv; charset=utf-8"),
        "ods": lambda: (board_ods(read), MEDIA_TYPE),
    }[form]()
    headers = {
        "Content-Disposition": f'attachment; filename="chiffres-{timezone.localdate()}.{form}"',
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(content, content_type=media_type, headers=headers)


@method_decorator(board_readers, name="dispatch")
class FigureList(ListView):
    """What a figure counts, 50 a page, under the same number."""

    template_name = "extranet/dashboards/steering/figure.html"
    context_object_name = "rows"
    paginate_by = 50

    def get_queryset(self):
        self.figure = FIGURES.get(self.kwargs["figure"])
        if self.figure is None:
            raise Http404
        self.scope = scope_of(self.request, list(watched_territories(self.request.user)))
        line = BoardFigure.of(self.figure, self.scope, self.figure.value(self.scope))
        if line.is_hidden:
            raise Http404
        self.line = line
        return self.figure.listed(self.figure.rows(self.scope))

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(line=self.line, scope=self.scope, figure=self.figure, **kwargs)
        context["list_rows"] = [self.figure.row(counted) for counted in context["rows"]]
        return context
