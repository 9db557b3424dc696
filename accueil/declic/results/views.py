"""The results of tickets, for members."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accueil.declic.results.results_table import COLUMNS, results_table
from reseau.permissions import network_required


@network_required
@require_safe
def ticket_results(request: HttpRequest) -> HttpResponse:
    context = {"columns": COLUMNS, "rows": results_table()}
    return render(request, "accueil/declic/results/results.html", context)
