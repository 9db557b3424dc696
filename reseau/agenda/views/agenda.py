"""The agenda: a month as a table, then the dates as a list."""

import datetime

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reseau.agenda.dates import entries_between, load
from reseau.agenda.filters import epms_with_dates, facets_of, read_filters
from reseau.agenda.month import Month, holidays_in_words, last_coming_day, month_table, titled_entries
from reseau.agenda.permissions import may_announce_meeting
from reseau.list_facets import query_value
from reseau.wording import day_in_full

PAGE_SIZE = 12


@login_not_required
@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """Show a month; the list below is that of a chosen day, of the month, or of the next weeks."""
    month, today = Month.read(query_value(request, "mois")), timezone.localdate()
    last_day = month.plus(1).first_day - datetime.timedelta(days=1)
    is_now = month == Month.of(today)
    until = last_coming_day(today) if is_now else last_day
    filters = read_filters(request)
    every = entries_between(request.user, month.first_day, until)
    entries = [entry for entry in every if filters.narrowing.keeps(entry)]
    chosen = chosen_day(request, month)
    if chosen:
        listed, title = [entry for entry in entries if entry.day == chosen], day_in_full(chosen).capitalize()
    elif is_now:
        listed, title = [entry for entry in entries if today <= entry.day], "Dans les semaines qui viennent"
    else:
        listed, title = entries, f"Toutes les dates de {month.words}"
    page = Paginator(listed, PAGE_SIZE).get_page(query_value(request, "page"))
    of_month = [entry for entry in entries if entry.day <= last_day]
    dates = load([*page, *titled_entries(of_month)])
    context = {
        "month": month,
        "weeks": month_table(month, of_month, dates, chosen=chosen),
        "holidays": holidays_in_words(month),
        "facets": facets_of(request, filters, every),
        "filters": filters,
        "epms": epms_with_dates(filters, every),
        "chosen": chosen,
        "title": title,
        "page_obj": page,
        "dates": [dates[entry] for entry in page if entry in dates],
        "may_announce": may_announce_meeting(request.user),
    }
    return render(request, "reseau/agenda/agenda.html", context)


def chosen_day(request: HttpRequest, month: Month) -> datetime.date | None:
    """Return the day of the month that the address asks for."""
    text = query_value(request, "jour")
    try:
        return month.first_day.replace(day=int(text)) if text.isdecimal() and len(text) <= 2 else None
    except ValueError:
        return None
