"""What the forums and the library already say about a title: solved topics first, then sheets, then other topics."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from forums.enums import TopicStatus
from reseau.permissions import network_required
from search.engines.base import Hit
from search.questions.results.searcher import Searcher
from search.sources.documents import KIND

TOPIC, SHEET = "topic", "sheet"
SHOWN = 6
# Under this length a title says too little: « Souris », « Aide ».
SHORTEST = 8


def find_similar(user, title: str) -> list[Hit]:
    """Return what `user` may read that resembles `title`, by the search engine; none for a title of a few letters."""
    title = " ".join(title.replace("\x00", " ").split())
    if len(title) < SHORTEST:
        return []
    results = Searcher(user).find(title, filters={KIND: frozenset({TOPIC, SHEET})})
    # What has some of the words only is worth a look where nothing has them all.
    found = list(results.page)[: results.whole_here or 2 * SHOWN][: 2 * SHOWN]
    # What is solved answers at once, even from further down; then sheets that resemble a little do not push aside a
    # topic of the same title. Within each group, the order of the search.
    shown = sorted(found, key=lambda hit: not _is_solved(hit))[:SHOWN]
    return sorted(shown, key=_rank)


def _is_solved(hit: Hit) -> bool:
    return TopicStatus.SOLVED in hit.facets.get("status", ())


def _rank(hit: Hit) -> int:
    if _is_solved(hit):
        return 0
    return 1 if hit.kind == SHEET else 2


# Titles like the one being typed, for the script of the page of a new topic; the same by a button without it.
# Name of the button that looks for topics and sheets like the title, and saves nothing.
SIMILAR = "semblables"


@require_safe
@network_required
def similar(request):
    found = find_similar(request.user, request.GET.get("titre", ""))
    return render(request, "forums/messages/similar/_similar.html", {"similar": found})


class SimilarMixin:
    """A form of a topic with a button « Voir si la question a déjà été posée »."""

    def post(self, request, *args, **kwargs):
        if SIMILAR not in request.POST:
            return super().post(request, *args, **kwargs)
        typed = request.POST.dict()
        form = self.form_class(**(self.get_form_kwargs() | {"data": None, "files": None, "initial": typed}))
        found = find_similar(request.user, typed.get("title", ""))
        return self.render_to_response(self.get_context_data(form=form, similar=found, looked=True))
