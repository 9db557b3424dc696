"""Places on the website of a town hall: a page for a frame, its code, and the places that it shows."""

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from reseau.places.commune_search import find_commune
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.texts.elision import of_place
from reseau.web.queries.list_facets import query_value

# The places that a commune shows on its own website: its own, then those of its neighbours, nearest first.
SHOWN = 6
# At least these, however far they are: a frame is never empty in a département that has places.
AT_LEAST = 3
NEIGHBOURS_KM = 15


def places_near(commune: Commune) -> list[EPM]:
    """Return the open places of `commune` and around it, with `kilometres` from its town hall. One query."""
    near = (
        EPM.objects.open()
        .with_place()
        .with_kilometres_from(commune.town_hall_latitude, commune.town_hall_longitude)
        .order_by("kilometres", "search_name", "pk")[:SHOWN]
    )
    places = [epm for rank, epm in enumerate(near) if rank < AT_LEAST or epm.kilometres <= NEIGHBOURS_KM]
    # A place of the commune comes first, even if a neighbour's is nearer to the town hall.
    return sorted(places, key=lambda epm: epm.commune_id != commune.pk)


# The page that a commune puts in a frame, which other websites may show, and the one that gives its code.
# Any website may show this page: it holds nothing of anybody, and no form.
FRAMED_POLICY = {"frame-ancestors": ["*"], "script-src": [NONE], "connect-src": [NONE], "form-action": [NONE]}
SECONDS_KEPT = 300


@require_safe
@login_not_required
def embedding(request: HttpRequest) -> HttpResponse:
    """Choose a commune, see what its website would show, copy the code. Two queries."""
    words = query_value(request, "q")
    named = find_commune(words)
    commune = named.commune
    context: dict = {"q": words, "named": named, "commune": commune}
    if commune:
        path = reverse("reseau:embedded_places", args=[commune.pk])
        context |= {
            "path": path,
            "places": places_near(commune),
            "frame_code": frame_code(commune, settings.ORIGIN + path),
            "link_code": link_code(commune, settings.ORIGIN + commune.get_absolute_url()),
        }
    return render(request, "reseau/directory/embedding/embedding.html", context)


@require_safe
@login_not_required
@csp_replace(FRAMED_POLICY)
@xframe_options_exempt
@cache_control(public=True, max_age=SECONDS_KEPT)
def embedded_places(request: HttpRequest, insee_code: str) -> HttpResponse:
    """The places of a commune and around it: the same for everybody, without script. Two queries."""
    commune = get_object_or_404(Commune, pk=insee_code)
    context = {"commune": commune, "places": places_near(commune)}
    return render(request, "reseau/directory/embedding/embedded_places.html", context)


def frame_code(commune: Commune, address: str) -> str:
    """Return the HTML that shows the page in a frame of another website."""
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="640" loading="lazy"></iframe>', address, _title(commune)
    )


def link_code(commune: Commune, address: str) -> str:
    """Return the HTML of a link, for a website that takes no frame."""
    return format_html('<a href="{}">{}</a>', address, _title(commune))


def _title(commune: Commune) -> str:
    return f"Se faire aider avec le numérique près {of_place(commune.name)}"
