"""The report of a year: of a place, for its team and who watches; of the network, for who watches over it."""

import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qualite.activity.activity_month.permissions import FIRST_YEAR
from qualite.activity.activity_report.columns import definitions
from qualite.activity.activity_report.ods import activity_ods
from qualite.activity.activity_report.papers import activity_paper
from qualite.activity.activity_report.year_tables import ActivityYear, is_over, months_of, year_of_place, year_of_places
from qualite.activity.visit_tally.permissions import may_count
from reseau.documents.papers.responses import paper_response
from reseau.documents.papers.spreadsheet import MEDIA_TYPE
from reseau.permissions import network_required, required, watched_territories, watches_any_territory
from reseau.places.models.epm import EPM
from reseau.places.permissions import kept_epm
from reseau.texts.accent_folding import fold
from reseau.texts.french_order import Folded

network_report_readers = required(watches_any_territory)
SHOWN = 20
NETWORK = "Tout le réseau"


@network_required
@require_safe
def place_year(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The year of a place; each month leads to its sheet."""
    epm = kept_epm(request.user, slug)
    report = _of_place(request, epm, year)
    months = [day for day in months_of(year) if day <= timezone.localdate()]
    context = {"report": report, "epm": epm, "months": months, "definitions": definitions(), **_years(year)}
    return render(request, "qualite/activity/activity_report/place_year.html", context)


@network_required
@require_safe
def place_year_pdf(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    report = _of_place(request, kept_epm(request.user, slug), year)
    return paper_response(request, activity_paper(report, day=timezone.localdate()), name=f"activite-{slug}-{year}.pdf")


@network_required
@require_safe
def place_year_ods(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    return _ods(_of_place(request, kept_epm(request.user, slug), year), f"activite-{slug}-{year}.ods")


@network_report_readers
@require_safe
def network_year(request: HttpRequest, year: int) -> HttpResponse:
    """The year of the places that the user watches, twenty a page, those that confirmed a month first."""
    places = _watched_places(request)
    report = _of_network(request, places, year)
    months, themes, lines = report.tables
    rows = sorted(zip(places, lines.rows[:-1], strict=True), key=lambda pair: str(pair[1][1]).startswith("0 "))
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    context = {
        "report": report,
        "tables": [months, themes],
        "lines": lines,
        "page_obj": page,
        "paginator": page.paginator,
        "is_paginated": page.has_other_pages(),
        "definitions": definitions(),
        **_years(year),
    }
    return render(request, "qualite/activity/activity_report/network_year.html", context)


@network_report_readers
@require_safe
def network_year_pdf(request: HttpRequest, year: int) -> HttpResponse:
    report = _of_network(request, _watched_places(request), year)
    return paper_response(request, activity_paper(report, day=timezone.localdate()), name=f"activite-{year}.pdf")


@network_report_readers
@require_safe
def network_year_ods(request: HttpRequest, year: int) -> HttpResponse:
    return _ods(_of_network(request, _watched_places(request), year), f"activite-{year}.ods")


def _of_place(request: HttpRequest, epm: EPM, year: int) -> ActivityYear:
    today = _begun(year)
    return year_of_place(epm, year, today=today, is_masked=not may_count(request.user, epm))


def _of_network(request: HttpRequest, places: list[EPM], year: int) -> ActivityYear:
    today = _begun(year)
    territories = {epm.commune.territory.name for epm in places}
    name = NETWORK if request.user.is_coordinator else ", ".join(sorted(territories, key=fold))
    return year_of_places(places, name, year, today=today)


def _watched_places(request: HttpRequest) -> list[EPM]:
    """Return the open places of the territories that the user watches. One query."""
    places = EPM.objects.open().filter(commune__territory__in=watched_territories(request.user)).with_place()
    return list(places.only("name", "slug", "commune__territory__name").order_by(Folded("name"), "pk"))


def _begun(year: int) -> datetime.date:
    """Return today. Raises Http404 for a year to come, and for one before the network."""
    today = timezone.localdate()
    if not FIRST_YEAR <= year <= today.year:
        raise Http404
    return today


def _years(year: int) -> dict:
    today = timezone.localdate()
    return {
        "year": year,
        "previous_year": year - 1 if year > FIRST_YEAR else None,
        "next_year": year + 1 if year < today.year else None,
        "nothing_over": not any(is_over(day, today) for day in months_of(year)),
    }


def _ods(report: ActivityYear, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"}
    return HttpResponse(activity_ods(report), content_type=MEDIA_TYPE, headers=headers)
