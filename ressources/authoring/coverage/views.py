"""The page of the coverage map."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reseau.permissions import network_required
from ressources.authoring.coverage.coverage_map import CoverageMap
from ressources.sheets.enums import Level


@network_required
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    context = {"coverage": CoverageMap.of_library(request.user), "levels": list(Level)}
    return render(request, "ressources/authoring/coverage/coverage.html", context)
