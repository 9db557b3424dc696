"""A question under the criteria that its words tell: under all of them, else under those that something fits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.engines.base import Engine, EngineUnavailableError, SearchQuery, SearchResults
from search.questions.criteria.reading import ReadCriterion, read_criteria, without


@dataclass(frozen=True, slots=True)
class CriteriaAnswer:
    """`criteria` narrow the results; with the rest of the question, nothing fits those `given_up`."""

    results: SearchResults
    criteria: tuple[ReadCriterion, ...] = ()
    given_up: tuple[ReadCriterion, ...] = ()


def ask(engine: Engine, query: SearchQuery) -> CriteriaAnswer:
    """Search under the criteria read in the words. Where nothing fits all of them with all the words, one is given up,
    the least firm first; where that is not enough either, all are, and the rest of the words is searched.
    """
    read = read_criteria(query.text, but=query.filters)
    if read.criteria and _is_start_of_a_title(engine, query):
        return CriteriaAnswer(engine.search(query))
    for criteria in _choices(read.criteria):
        given_up = tuple(one for one in read.criteria if one not in criteria)
        results = engine.search(narrowed(query, criteria, given_up))
        if results.total and not results.widened:
            break
    if results.corrected and criteria:
        # As one would have typed it.
        words = (query.text[one.start : one.end].strip() for one in criteria)
        results = replace(results, corrected=" ".join((results.corrected, *words)))
    return CriteriaAnswer(results, criteria, given_up)


def _is_start_of_a_title(engine: Engine, query: SearchQuery) -> bool:
    """Whether the words are those of a title: « Accompagner un grand débutant »."""
    try:
        return bool(engine.suggest(query.text, audience=query.audience, limit=1, tolerant=False))
    except EngineUnavailableError:
        return False  # late, perhaps: the search itself waits longer


def narrowed(
    query: SearchQuery, criteria: tuple[ReadCriterion, ...], given_up: tuple[ReadCriterion, ...] = ()
) -> SearchQuery:
    """Return the query under `criteria`, without their words, nor those `given_up`, unless there is no other word."""
    rest = without(query.text, (*criteria, *given_up))
    return replace(
        query,
        text=rest if rest or criteria else query.text,
        filters={**{one.facet: one.values for one in criteria}, **query.filters},
        better={name: values for one in criteria for name, values in one.better.items()},
    )


def _choices(criteria: tuple[ReadCriterion, ...]) -> Iterator[tuple[ReadCriterion, ...]]:
    if criteria:
        yield criteria
    if len(criteria) > 1:
        for given_up in criteria:
            yield tuple(one for one in criteria if one is not given_up)
    yield ()
