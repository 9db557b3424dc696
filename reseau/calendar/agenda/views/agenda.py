"""The agenda: a month, its filters, a list. A page of everybody, that shows each reader what they may see."""

import datetime
from functools import cache, partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reseau.calendar.agenda.dates import entries_between
from reseau.calendar.agenda.filters import read_filters
from reseau.calendar.agenda.month import Month, holidays_in_words, last_coming_day, month_table, titled_entries
from reseau.calendar.agenda.views.date_list import list_context
from reseau.texts.elision import of
from reseau.texts.wording import day_in_full
from reseau.web.queries.list_facets import query_value


@login_not_required
@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """Show a month; the list below is that of a chosen day, of the month, or of the next weeks."""
    month, today = Month.read(query_value(request, "mois")), timezone.localdate()
    is_now, last_day = month == Month.of(today), month.last_day
    until = last_coming_day(today) if is_now else last_day
    filters = read_filters(request)
    every = entries_between(request.user, month.first_day, until, epm=filters.narrowing.epm)
    entries = [entry for entry in every if filters.narrowing.keeps(entry)]
    chosen = chosen_day(request, month)
    if chosen:
        listed, title = [entry for entry in entries if entry.is_on(chosen)], day_in_full(chosen).capitalize()
    elif is_now:
        listed, title = [entry for entry in entries if today <= entry.last], "Dans les semaines qui viennent"
    else:
        listed, title = entries, f"Toutes les dates {of(month.words)}"
    of_month = [entry for entry in entries if entry.day <= last_day]
    shared = list_context(request, filters, every, listed=listed, titled=partial(titled_entries, month, of_month))
    context = shared | {
        "month": month,
        "is_now": is_now,
        "weeks": cache(lambda: month_table(month, of_month, shared["loaded"](), chosen=chosen)),
        "holidays": lambda: holidays_in_words(month),
        "chosen": chosen,
        # The day that a week or a day opens at.
        "day": chosen or (today if is_now else month.first_day),
        "title": title,
    }
    return render(request, "reseau/calendar/agenda/agenda.html", context)


def chosen_day(request: HttpRequest, month: Month) -> datetime.date | None:
    """Return the day of the month that the address asks for."""
    text = query_value(request, "jour")
    try:
        return month.first_day.replace(day=int(text)) if text.isdecimal() and len(text) <= 2 else None
    except ValueError:
        return None
