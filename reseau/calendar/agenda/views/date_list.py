"""The list under a table of the agenda, a page of it, and the filters above: the same for a month, a week, a day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from django.core.paginator import Paginator
from django.http import HttpRequest

from reseau.calendar.agenda.dates import load
from reseau.calendar.agenda.filters import Filters, epms_with_dates, facets_of
from reseau.calendar.agenda.lines import fold_groups, listed_dates
from reseau.calendar.agenda.permissions import may_announce_meeting
from reseau.calendar.agenda.registry import AgendaDate, Entry
from reseau.web.queries.list_facets import query_value

PAGE_SIZE = 12


class SeenEntries(tuple):
    """Entries as a key of a kept part, hashed once: a month of ten départements has thousands."""

    def __hash__(self) -> int:
        known = self.__dict__
        if "hash" not in known:
            known["hash"] = super().__hash__()
        return known["hash"]


def list_context(
    request: HttpRequest,
    filters: Filters,
    every: Sequence[Entry],
    *,
    listed: Iterable[Entry],
    titled: Callable[[], Iterable[Entry]],
) -> dict:
    """Return the context that the tables share. `every`: what the reader may see, before the filters.

    `listed`: what the list shows; `titled`: returns what the table names. Both are read at once, by `loaded`.
    """
    lines = fold_groups(listed, by_territory=filters.territory is None)
    page = Paginator(lines, PAGE_SIZE).get_page(query_value(request, "page"))

    @cache
    def loaded() -> Mapping[Entry, AgendaDate]:
        return load([*page, *titled()])

    territories = {territory.pk: (territory.slug, territory.name) for territory in filters.territories}
    return {
        # All that the rest depends on, beside the address: readers who see the same dates share what follows from them.
        "every": SeenEntries(every),
        "facets": lambda: facets_of(request, filters, every),
        "filters": filters,
        "epms": cache(lambda: epms_with_dates(filters, every)),
        "page_obj": page,
        "loaded": loaded,
        "dates": cache(lambda: listed_dates(list(page), loaded(), territories)),
        "may_announce": may_announce_meeting(request.user),
    }
