"""Searching: the page of results, and the titles offered while one types. Open to all: each finds what she may read."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from search.documents import KIND
from search.finding import MAX_LENGTH, FacetValue, Searcher
from search.registry import find_source, source


@method_decorator(login_not_required, name="dispatch")
class ResultsView(TemplateView):
    template_name = "search/results.html"

    def get_context_data(self, **kwargs) -> dict:
        text = " ".join(self.request.GET.get("q", "").split())[:MAX_LENGTH]
        context = {"q": text}
        if text:
            chosen = [kind for kind in self.request.GET.getlist(KIND) if find_source(kind)]
            found = Searcher(self.request.user).find(text, kinds=chosen, page_number=self._page_number())
            context |= {
                "found": found,
                "page_obj": found.page,
                "results": [{"hit": hit, "label": source(hit.kind).label} for hit in found.page],
                "kinds": [{"facet": facet, "url": _toggled(text, chosen, facet)} for facet in found.kinds],
                "chosen": chosen,
                "without_filters": _address(text, []),
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


def _toggled(text: str, chosen: list[str], facet: FacetValue) -> str:
    """The address of the same search with this kind chosen as well, or no longer so."""
    others = [kind for kind in chosen if kind != facet.value]
    return _address(text, others if facet.chosen else [*others, facet.value])


def _address(text: str, kinds: list[str]) -> str:
    return reverse("search:results", query={"q": text, KIND: kinds})
