"""The places of a search as points, for the detailed map: read once it is opened."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from reseau.directory.place_search import FACETS, read_search
from reseau.places.models.epm import EPM

# A browser draws so many without effort; the page says how many there are in all.
MOST_POINTS = 1_000


@require_safe
@login_not_required
@conditional_page
def place_points(request: HttpRequest) -> JsonResponse:
    """Answer {total, places: [{latitude, longitude, name, words, state, url}]}, the search being that of the map."""
    search = read_search(request, timezone.now())
    places = search.narrow(search.places(EPM.objects.visible_to(request.user)), *FACETS)
    return JsonResponse(
        {
            "total": places.count(),
            "places": [
                {
                    "latitude": epm.latitude,
                    "longitude": epm.longitude,
                    "name": epm.name,
                    "words": epm.opening_words,
                    "state": epm.opening.state,
                    "url": epm.get_absolute_url(),
                }
                for epm in places.order_by("commune__search_name", "pk")[:MOST_POINTS]
            ],
        }
    )
