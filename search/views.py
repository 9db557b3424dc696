"""Searching: the page of results, and the titles offered while one types. Open to all: each finds what she may read."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from search.facets import Filters, address, clean_filters, toggled
from search.finding import MAX_LENGTH, FacetValues, Searcher
from search.registry import source


@method_decorator(login_not_required, name="dispatch")
class ResultsView(TemplateView):
    template_name = "search/results.html"

    def get_context_data(self, **kwargs) -> dict:
        text = " ".join(self.request.GET.get("q", "").split())[:MAX_LENGTH]
        context = {"q": text}
        if text:
            filters = clean_filters(self.request.GET)
            found = Searcher(self.request.user).find(text, filters=filters, page_number=self._page_number())
            context |= {
                "found": found,
                "page_obj": found.page,
                "results": [{"hit": hit, "label": source(hit.kind).label} for hit in found.page],
                "facets": [_offered(text, filters, values) for values in found.facets],
                "chosen": [(name, value) for name, values in filters.items() for value in sorted(values)],
                "without_filters": address(text, {}),
            }
        return super().get_context_data(**context, **kwargs)

    def _page_number(self) -> int:
        number = self.request.GET.get("page", "1")
        return int(number) if number.isdecimal() and len(number) < 6 else 1


@login_not_required
@require_safe
def suggestions(request):
    """A JSON list of {title, url, kind_label}."""
    found = Searcher(request.user).suggest(request.GET.get("q", ""))
    offered = [{"title": each.title, "url": each.url, "kind_label": source(each.kind).label} for each in found]
    return JsonResponse(offered, safe=False)


def _offered(text: str, filters: Filters, shown: FacetValues) -> dict:
    """A facet with, for each value, the address of the same search with it chosen as well, or no longer so."""
    name = shown.facet.name
    values = [{"value": value, "url": address(text, toggled(filters, name, value.value))} for value in shown.values]
    return {"facet": shown.facet, "values": values}
