"""The cockpit of a territory, for its animator and for the coordination. Nobody else knows that it exists."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from extranet.dashboards.territory_cockpit.cockpit import read_cockpit
from reseau.permissions import required, watched_territories, watches_any_territory

cockpit_readers = required(watches_any_territory)


@cockpit_readers
@require_safe
def first_territory(request: HttpRequest) -> HttpResponse:
    """Lead to the first territory of the reader."""
    territory = watched_territories(request.user).first()
    if territory is None:
        raise Http404
    return redirect("territory_cockpit", territory.slug)


@cockpit_readers
@require_safe
def cockpit_page(request: HttpRequest, slug: str) -> HttpResponse:
    territories = list(watched_territories(request.user))
    territory = next((each for each in territories if each.slug == slug), None)
    if territory is None:
        raise Http404
    context = {"cockpit": read_cockpit(request.user, territory), "territory": territory, "territories": territories}
    return render(request, "extranet/dashboards/territory_cockpit/cockpit.html", context)
