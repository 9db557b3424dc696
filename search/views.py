"""Searching: the page of results, and the titles offered while one types. Open to all: each finds what she may read."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from search.finding import MAX_LENGTH, Searcher
from search.registry import find_source


@method_decorator(login_not_required, name="dispatch")
class ResultsView(TemplateView):
    template_name = "search/results.html"

    def get_context_data(self, **kwargs) -> dict:
        text = " ".join(self.request.GET.get("q", "").split())[:MAX_LENGTH]
        kinds = [kind for kind in self.request.GET.getlist("kind") if find_source(kind)]
        context = {"q": text, "chosen": [find_source(kind) for kind in kinds]}
        if text:
            found = Searcher(self.request.user).find(text, kinds=kinds, page_number=self._page_number())
            context |= {"found": found, "page_obj": found.page, "results": [_card(hit) for hit in found.page]}
        return super().get_context_data(**context, **kwargs)

    def _page_number(self) -> int:
        number = self.request.GET.get("page", "1")
        return int(number) if number.isdecimal() and len(number) < 6 else 1


@login_not_required
@require_safe
def suggestions(request):
    """A JSON list of {title, url, kind_label}."""
    found = Searcher(request.user).suggest(request.GET.get("q", ""))
    return JsonResponse([_suggestion(suggestion) for suggestion in found], safe=False)


def _card(hit) -> dict:
    return {"hit": hit, "label": find_source(hit.kind).label}


def _suggestion(suggestion) -> dict[str, str]:
    return {
        "title": suggestion.title,
        "url": suggestion.url,
        "kind_label": find_source(suggestion.kind).label,
    }
