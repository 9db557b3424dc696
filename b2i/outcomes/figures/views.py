"""Figures about records, for those who watch over a territory or the département: page, CSV, ODS."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from b2i.outcomes.figures.figures_export import figures_csv, figures_ods
from b2i.outcomes.figures.figures_table import figures_of
from b2i.records.progress.permissions import counts_required
from reseau.documents.papers.spreadsheet import MEDIA_TYPE


@counts_required
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show all territories, then the EPM of `?territoire=` or of the only territory."""
    user_figures = figures_of(request.user)
    territories = [row.territory for row in user_figures.totals if row.territory]
    territory_key = request.GET.get("territoire", "") or (str(territories[0].pk) if len(territories) == 1 else "")
    rows = user_figures.of_territory(territory_key)
    return render(request, "b2i/outcomes/figures/figures.html", {"figures": user_figures, "rows": rows})


@counts_required
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    return attached(figures_csv(figures_of(request.user)), "text/csv; charset=utf-8", "chiffres-livrets.csv")


@counts_required
@require_safe
def as_ods(request: HttpRequest) -> HttpResponse:
    return attached(figures_ods(figures_of(request.user)), MEDIA_TYPE, "chiffres-livrets.ods")


def attached(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)
