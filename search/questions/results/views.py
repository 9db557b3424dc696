"""Pages of search, open to all: results, and suggestions of titles. Each person finds what they may read."""

from dataclasses import asdict

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from search.language.analysis import fold
from search.questions.criteria import without
from search.questions.journal.journal_files import note_search
from search.questions.results.cards import cards
from search.questions.results.completions import Completion, complete
from search.questions.results.narrowing import WHOLE, chips, offers
from search.questions.results.search_facets import address, clean_filters, query_string, with_current_names
from search.questions.results.searcher import MAX_LENGTH, Searcher
from search.sources.registry import source

# Proposals shown at once, and titles among them where there is something else.
MOST_SUGGESTIONS, TITLES = 8, 5
# Parameter of a search made to see the results of others: neither the search nor its openings are noted.
TRIAL = "essai"


@method_decorator(login_not_required, name="dispatch")
class ResultsView(TemplateView):
    template_name = "search/questions/results/results.html"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """Redirect an address with renamed values to that of today."""
        filters = clean_filters(request.GET)
        today = with_current_names(filters, request.user)
        if today != filters:
            return redirect(address(_search_text(request), today))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        text = _search_text(self.request)
        context = self._find(text) if text else {}
        return super().get_context_data(q=text, **context, **kwargs)

    def _find(self, text: str) -> dict:
        """Return the context of the answer. A search is noted once, before any filter."""
        filters, number = clean_filters(self.request.GET), self._page_number()
        whole_facet, is_trial = self.request.GET.get(WHOLE, ""), TRIAL in self.request.GET
        results = Searcher(self.request.user).find(text, filters=filters, page_number=number)
        if number == 1 and not (filters or whole_facet or is_trial or results.degraded):
            # What is near in meaning has none of the words: the coordination still learns that they lead nowhere.
            note_search(text, 0 if results.by_meaning else results.total)
        found_cards = cards(text, filters, results)
        # Those with all the words, or what there is instead.
        whole = results.whole_here if results.whole else len(found_cards)
        return {
            "found": results,
            "page_obj": results.page,
            "cards": found_cards[:whole],
            "nearly": found_cards[whole:],
            "offers": offers(text, filters, results, whole_facet=whole_facet),
            "chips": chips(text, filters, results),
            "chosen": [(name, value) for name, values in filters.items() for value in sorted(values)],
            "without_filters": query_string(without(text, results.criteria), {}),
            "as_corrected": query_string(results.corrected, filters),
            "is_unfolded": bool(whole_facet),
            "is_trial": is_trial,
            "means": settings.SEARCH_MEANING,
        }

    def _page_number(self) -> int:
        number = self.request.GET.get("page", "1")
        return int(number) if number.isdecimal() and len(number) < 6 else 1


@login_not_required
@require_safe
def suggestions(request):
    """A JSON list of {title, url, kind_label}: titles of documents, then what else completes the text."""
    text = _search_text(request)
    titles = [
        Completion(suggestion.title, suggestion.url, source(suggestion.kind).label)
        for suggestion in Searcher(request.user).suggest(text)
    ]
    others = complete(request.user, fold(text))
    shown = [*titles[: TITLES if others else None], *others][:MOST_SUGGESTIONS]
    return JsonResponse([asdict(completion) for completion in shown], safe=False)


def _search_text(request) -> str:
    """Return the text of the search, without the null character, which databases refuse."""
    return " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:MAX_LENGTH].strip()
