"""Parameters of a search, as the address of results and the form that saves it carry them."""

from django.http import QueryDict

from search.questions.results.search_facets import clean_filters
from search.questions.results.searcher import MAX_LENGTH


def parse_search(parameters: QueryDict) -> tuple[str, dict[str, frozenset[str]]]:
    """Return the words and the filters; without the null character, which databases refuse."""
    words = parameters.get("q", "").replace("\x00", " ").split()
    return " ".join(words)[:MAX_LENGTH].strip(), clean_filters(parameters)
