"""The files of the directory, and the page that says what they are."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from reseau.directory.open_data.files import (
    csv_parts,
    geojson_parts,
    incomplete_places,
    open_file_name,
    published_places,
)
from reseau.permissions import is_network_member
from reseau.places.vocabulary import schema

MOST_NAMED = 50


@require_safe
@login_not_required
@conditional_page
def places_csv(request: HttpRequest) -> HttpResponse:
    """Every open place, in the columns of the national schema."""
    return _file(csv_parts(), "text/csv; charset=utf-8", "csv")


@require_safe
@login_not_required
@conditional_page
def places_geojson(request: HttpRequest) -> HttpResponse:
    """The same places, as points."""
    return _file(geojson_parts(), "application/geo+json", "geojson")


@require_safe
@login_not_required
def open_data(request: HttpRequest) -> HttpResponse:
    """What the files hold, under which licence; for members, the places that are missing from them and why."""
    incomplete = incomplete_places()
    total = published_places().count()
    context = {
        "version": schema()["version"],
        "file_name": open_file_name("csv"),
        "published": total - len(incomplete),
        "total": total,
        "updated": published_places().aggregate(day=Max("updated_on"))["day"],
        "incomplete": incomplete[:MOST_NAMED] if is_network_member(request.user) else [],
        "others": max(len(incomplete) - MOST_NAMED, 0),
    }
    return render(request, "reseau/directory/open_data/open_data.html", context)


def _file(parts: Iterator[str], content_type: str, ending: str) -> HttpResponse:
    """Answer the whole file, so that a reader who has it already gets no more than its tag."""
    headers = {
        "Content-Disposition": f'attachment; filename="{open_file_name(ending)}"',
        # Any page may read open data.
        "Access-Control-Allow-Origin": "*",
    }
    return HttpResponse(parts, content_type=content_type, headers=headers)
