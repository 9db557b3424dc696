"""The search that an address of results asks for, or the form that saves it: both say it in the same parameters."""

from django.http import QueryDict

from search.results.facets import clean_filters
from search.results.searcher import MAX_LENGTH


def parse_search(parameters: QueryDict) -> tuple[str, dict[str, frozenset[str]]]:
    """Its words and its filters; without the null character that databases refuse."""
    words = parameters.get("q", "").replace("\x00", " ").split()
    return " ".join(words)[:MAX_LENGTH].strip(), clean_filters(parameters)
