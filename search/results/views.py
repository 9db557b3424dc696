"""Pages of search, open to all: results, and suggestions of titles. Each person finds what they may read."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from search.journal.journal_files import note_search
from search.results.cards import cards
from search.results.narrowing import WHOLE, chips, offers
from search.results.search_facets import address, clean_filters, query_string, with_current_names
from search.results.searcher import MAX_LENGTH, Searcher
from search.sources.registry import source

# Parameter of a search made to see the results of others: neither the search nor its openings are noted.
TRIAL = "essai"


@method_decorator(login_not_required, name="dispatch")
class ResultsView(TemplateView):
    template_name = "search/results/results.html"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """Redirect an address with renamed values to that of today."""
        filters = clean_filters(request.GET)
        today = with_current_names(filters, request.user)
        if today != filters:
            return redirect(address(_search_text(request), today))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        text = _search_text(self.request)
        found = self._find(text) if text else {}
        return super().get_context_data(q=text, **found, **kwargs)

    def _find(self, text: str) -> dict:
        """Return the context of the answer. A search is noted once, before any filter."""
        filters, number = clean_filters(self.request.GET), self._page_number()
        whole, is_trial = self.request.GET.get(WHOLE, ""), TRIAL in self.request.GET
        found = Searcher(self.request.user).find(text, filters=filters, page_number=number)
        if number == 1 and not (filters or whole or is_trial or found.degraded):
            note_search(text, found.total)
        return {
            "found": found,
            "page_obj": found.page,
            "cards": cards(text, filters, found),
            "offers": offers(text, filters, found, whole=whole),
            "chips": chips(text, filters, found),
            "chosen": [(name, value) for name, values in filters.items() for value in sorted(values)],
            "without_filters": query_string(text, {}),
            "as_corrected": query_string(found.corrected, filters),
            "is_unfolded": bool(whole),
            "is_trial": is_trial,
        }

    def _page_number(self) -> int:
        number = self.request.GET.get("page", "1")
        return int(number) if number.isdecimal() and len(number) < 6 else 1


@login_not_required
@require_safe
def suggestions(request):
    """A JSON list of {title, url, kind_label}."""
    found = Searcher(request.user).suggest(_search_text(request))
    offered = [{"title": each.title, "url": each.url, "kind_label": source(each.kind).label} for each in found]
    return JsonResponse(offered, safe=False)


def _search_text(request) -> str:
    """Return the text of the search, without the null character, which databases refuse."""
    return " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:MAX_LENGTH].strip()
