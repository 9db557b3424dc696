"""Searches of others that complete a search: tallies name no person."""

from collections.abc import Iterator

from search.questions.journal.models import SearchTally
from search.questions.results.completions import Completion, search_for

MOST = 3


def _searches(user, text: str) -> Iterator[Completion]:
    for search in SearchTally.objects.successful(text)[:MOST]:
        yield search_for(search["said"], "Déjà cherché")


COMPLETERS = (_searches,)
