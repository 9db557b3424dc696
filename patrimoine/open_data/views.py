"""The files of heritage, and the page that says what they are."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from patrimoine.open_data.files import linked_data, points, published_heritage
from patrimoine.open_data.outing_files import outings_ics, outings_json, outings_to_come
from patrimoine.open_data.tables import PLACES, TRAILS, data_package, places_csv, trails_csv

CSV = "text/csv; charset=utf-8"
COMPACT = {"ensure_ascii": False, "separators": (",", ":")}


@require_safe
@login_not_required
def heritage_data(request: HttpRequest) -> HttpResponse:
    """What the files hold, under which licences."""
    facts = published_heritage().aggregate(day=Max("changed"))
    context = {"count": published_heritage().count(), "updated": facts["day"]}
    return render(request, "patrimoine/open_data/heritage_data.html", context)


@require_safe
@login_not_required
@conditional_page
def heritage_jsonld(request: HttpRequest) -> JsonResponse:
    """Every published place, in the vocabulary of DATAtourisme."""
    return _file(linked_data(), "application/ld+json", "patrimoine.jsonld")


@require_safe
@login_not_required
@conditional_page
def heritage_geojson(request: HttpRequest) -> JsonResponse:
    """The same places, as points."""
    return _file(points(), "application/geo+json", "patrimoine.geojson")


@require_safe
@login_not_required
@conditional_page
def places_table(request: HttpRequest) -> HttpResponse:
    """The same places, as a table."""
    return _opened(HttpResponse(places_csv(), content_type=CSV), PLACES.file)


@require_safe
@login_not_required
@conditional_page
def trails_table(request: HttpRequest) -> HttpResponse:
    """Every published trail, as a table."""
    return _opened(HttpResponse(trails_csv(), content_type=CSV), TRAILS.file)


@require_safe
@login_not_required
@conditional_page
def tables_package(request: HttpRequest) -> JsonResponse:
    """What the columns of both tables hold."""
    return _file(data_package(), "application/json", "datapackage.json")


@require_safe
@login_not_required
@conditional_page
def outings_file(request: HttpRequest) -> JsonResponse:
    """Outings to come, in the shape of OpenAgenda."""
    return _file(outings_json(outings_to_come(timezone.localdate())), "application/json", "sorties.json")


@require_safe
@login_not_required
@conditional_page
def outings_calendar(request: HttpRequest) -> HttpResponse:
    """Outings to come, for a calendar that reads them again by itself."""
    content = outings_ics(outings_to_come(timezone.localdate()))
    return _opened(HttpResponse(content, content_type="text/calendar; charset=utf-8"), "sorties.ics")


def _file(content: dict, content_type: str, name: str) -> JsonResponse:
    return _opened(JsonResponse(content, json_dumps_params=COMPACT, content_type=content_type), name)


def _opened(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    # Any page may read open data.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
