"""A saved search in French: its words and its filters."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import Truncator

from alertes.occasions.saved_searches.models import SavedSearch
from search.questions.results.search_facets import facets

NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class FilterWords:
    """« Territoire » : « Cahors, Figeac »."""

    label: str
    values: str


def filter_words(searches: Iterable[SavedSearch]) -> list[list[FilterWords]]:
    """Return the filters of each of `searches` in words. Labels are read once for each facet."""
    searches = list(searches)
    filters_by_search: list[list[FilterWords]] = [[] for _ in searches]
    for facet in facets():
        values = {value for saved_search in searches for value in saved_search.filters.get(facet.name, ())}
        labels = facet.labels(values) if facet.labels and values else {}
        for saved_search, phrases in zip(searches, filters_by_search, strict=True):
            if chosen_values := saved_search.filters.get(facet.name):
                phrases.append(FilterWords(facet.label, ", ".join(labels.get(value, value) for value in chosen_values)))
    return filters_by_search


def saved_search_name(saved_search: SavedSearch) -> str:
    """« tablette » (Fiches d’atelier ; Cahors), within `NAME_LENGTH` characters or so."""
    (filters,) = filter_words([saved_search])
    text = Truncator(saved_search.text).chars(NAME_LENGTH // 2)
    filter_text = Truncator("\u00a0; ".join(words.values for words in filters)).chars(NAME_LENGTH // 2)
    return f"«\u00a0{text}\u00a0»" + (f" ({filter_text})" if filter_text else "")


def confirmation_text(saved_search: SavedSearch) -> str:
    """Return the message shown to a member who has just saved a search."""
    if saved_search.known is None:
        return "Vous suivez cette recherche. Ses nouveaux résultats arriveront dans vos alertes."
    if not saved_search.known:
        return (
            "Vous suivez cette recherche. Rien n’y répond aujourd’hui\u00a0: "
            "ses premiers résultats arriveront dans vos alertes."
        )
    count = len(saved_search.known)
    result_count = f"{count} résultats" if count > 1 else "1 résultat"
    return f"Vous suivez cette recherche\u00a0: {result_count} aujourd’hui. Les nouveaux arriveront dans vos alertes."
