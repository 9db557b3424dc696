"""Pages of the journal: the queue of searches without result, for editors of synonyms; and the opening of a result."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from search.questions.journal.journal_files import has_lines, note_opening
from search.questions.journal.models import QUEUE_DAYS, RETURNS, FruitlessSearch, Reformulation, SearchTally
from search.questions.journal.tallies import fold_journal, settle
from search.questions.synonyms.models import SynonymSet
from search.questions.synonyms.permissions import synonym_editor_required
from search.questions.synonyms.validators import EXPRESSION_LENGTH

# The queue is a list of tasks, not a statistic.
SHOWN = 400
NOTHING_FOUND, NOTHING_OPENED = "rien-trouve", "rien-ouvert"
OWN_SITE = "same-origin"
STATES = {NOTHING_FOUND: "Rien trouvé", NOTHING_OPENED: "Rien ouvert"}


@method_decorator(synonym_editor_required, name="dispatch")
class UnansweredSearchesView(ListView):
    """Counts the journal first, so that the last minutes are there; writes only if something was searched since."""

    template_name = "search/questions/journal/queue.html"
    context_object_name = "rows"
    paginate_by = 20

    def get_queryset(self) -> list[dict]:
        if has_lines():
            fold_journal()
        self.chosen = self.request.GET.get("etat", "")
        self.searches = SearchTally.objects.fruitless(limit=SHOWN)
        found = Reformulation.objects.found_instead(search.key for search in self.searches)
        return [
            _row(search, found.get(search.key, []))
            for search in self.searches
            if self.chosen not in STATES or self.chosen == _state(search)
        ]

    def get_context_data(self, **kwargs) -> dict:
        states = [_state(search) for search in self.searches]
        return super().get_context_data(
            chosen=self.chosen if self.chosen in STATES else "",
            states=[{"value": value, "label": label, "count": states.count(value)} for value, label in STATES.items()],
            count=len(states),
            days=QUEUE_DAYS,
            synonyms_url=reverse(SynonymSet.snippet_viewset.get_url_name("list")),
            **kwargs,
        )


@synonym_editor_required
@require_POST
def set_search_aside(request):
    """Remove a search from the queue until it fails a few times more."""
    text = request.POST.get("text", "")[:EXPRESSION_LENGTH]
    if settle(texts=[text]):
        messages.success(
            request,
            f"Recherche écartée\u00a0: «\u00a0{text}\u00a0». Elle reviendra si elle échoue encore {RETURNS} fois.",
        )
    state = request.POST.get("etat", "")
    return HttpResponseRedirect(reverse("search:queue", query={"etat": state} if state in STATES else None))


@csrf_exempt  # a token would be a cookie for each visitor who searches; nobody is known here
@login_not_required
@require_POST
def result_opened(request):
    """Note that a result was opened (static/js/result-clicks.js): the text searched, the one before, no person.

    A browser says which site makes it post: another one is refused.
    """
    if request.headers.get("Sec-Fetch-Site", OWN_SITE) != OWN_SITE:
        raise PermissionDenied
    note_opening(request.POST.get("q", ""), before=request.POST.get("avant", ""))
    return HttpResponse(status=204)


def _state(search: FruitlessSearch) -> str:
    return NOTHING_FOUND if search.found_nothing else NOTHING_OPENED


def _row(search: FruitlessSearch, found: list[str]) -> dict:
    add_url = reverse(SynonymSet.snippet_viewset.get_url_name("add"))
    trial_url = reverse("search:results", query={"q": search.text, "essai": "1"})
    asked = {"recherche": search.text}
    return {
        "search": search,
        "add": f"{add_url}?{urlencode(asked)}",
        "again": trial_url,
        "found": [{"text": text, "add": f"{add_url}?{urlencode(asked | {'trouve': text})}"} for text in found],
    }
