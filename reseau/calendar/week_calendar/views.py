"""The agenda by week and by day: a table, then the list. Each reader sees what they may see."""

from functools import cache, partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from reseau.calendar.agenda.dates import entries_between
from reseau.calendar.agenda.filters import read_filters
from reseau.calendar.agenda.month import Month, holiday_words
from reseau.calendar.agenda.views.date_list import list_context
from reseau.calendar.week_calendar.open_dates import dates_csv, dates_schema, public_dates
from reseau.calendar.week_calendar.papers import door_week
from reseau.calendar.week_calendar.periods import CalendarWeek, Day, read_day
from reseau.calendar.week_calendar.tables import (
    hour_rows,
    moments_of_week,
    opening_words,
    titled_in_day,
    titled_in_week,
    week_rows,
)
from reseau.documents.papers.responses import paper_response
from reseau.places.models.epm import EPM
from reseau.web.queries.list_facets import query_value


@login_not_required
@require_safe
def week_page(request: HttpRequest) -> HttpResponse:
    """Show the week of a day: a line for each day, a column for each moment."""
    day, today = read_day(query_value(request, "date")), timezone.localdate()
    week, filters = CalendarWeek.of(day), read_filters(request)
    every = entries_between(request.user, week.first, week.last, epm=filters.narrowing.epm)
    entries = [entry for entry in every if filters.narrowing.keeps(entry)]
    shared = list_context(request, filters, every, listed=entries, titled=partial(titled_in_week, week, entries))
    rows = cache(lambda: week_rows(week, entries, shared["loaded"](), epm=filters.epm))
    context = shared | {
        "period": week,
        "day": day,
        "month": Month.of(day),
        "is_now": week == CalendarWeek.of(today),
        "rows": rows,
        "moments": lambda: moments_of_week(rows()),
        "title": "Les dates de la semaine",
    }
    return render(request, "reseau/calendar/week_calendar/week.html", context)


@login_not_required
@require_safe
def door_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """Print the week of a place for its door: what everybody may see, whoever prints it."""
    epm = get_object_or_404(EPM.objects.open().with_place(), slug=slug)
    week = CalendarWeek.of(read_day(query_value(request, "date")))
    return paper_response(request, door_week(epm, week), name=f"semaine-{slug}-{week.first.isoformat()}.pdf")


@login_not_required
@require_safe
def day_page(request: HttpRequest) -> HttpResponse:
    """Show a day: hours down."""
    day, today = read_day(query_value(request, "date")), timezone.localdate()
    filters = read_filters(request)
    every = entries_between(request.user, day, day, epm=filters.narrowing.epm)
    entries = [entry for entry in every if filters.narrowing.keeps(entry)]
    shared = list_context(request, filters, every, listed=entries, titled=partial(titled_in_day, entries, day))
    context = shared | {
        "period": Day(day),
        "day": day,
        "month": Month.of(day),
        "is_now": day == today,
        "rows": cache(lambda: hour_rows(entries, shared["loaded"](), day)),
        "holiday": holiday_words(day)[0],
        "opening": lambda: opening_words(filters.epm, day) if filters.epm else "",
        "title": "Les dates du jour",
    }
    return render(request, "reseau/calendar/week_calendar/day.html", context)


@login_not_required
@require_safe
@conditional_page
def open_dates_csv(request: HttpRequest) -> HttpResponse:
    """The public dates of a year as a table; any page may read it."""
    today = timezone.localdate()
    headers = {
        "Content-Disposition": f'attachment; filename="{today}_dates-du-reseau.csv"',
        "Access-Control-Allow-Origin": "*",
    }
    return HttpResponse(dates_csv(public_dates(today)), content_type="text/csv; charset=utf-8", headers=headers)


@login_not_required
@require_safe
@conditional_page
def open_dates_schema(request: HttpRequest) -> JsonResponse:
    return JsonResponse(dates_schema(), headers={"Access-Control-Allow-Origin": "*"})
