"""Reads criteria out of the words of a search.

Each app lists under `READERS`, in its module `declarations.search_criteria`,
how those of its facets are written.


What is read narrows the results as a chosen facet does, and its words are searched no more. Quotes prevent it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from jobs.declared import declared
from search.engines.base import Engine, EngineUnavailableError, SearchQuery, SearchResults
from search.language.analysis import fold

_QUOTED = re.compile(r"[\"“«][^\"“”«»]*[\"”»]")


@dataclass(frozen=True, slots=True)
class ReadCriterion:
    """Words from `start` to `end` of the text, which ask for one of the `values` of `facet`.

    `label` says it on the page. `better`: facet name → values that come first among the documents that fit.
    """

    facet: str
    values: frozenset[str]
    label: str
    start: int
    end: int
    better: Mapping[str, frozenset[str]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class ReadText:
    """`words`: the text without the words of its `criteria`, the first to be given up first."""

    words: str
    criteria: tuple[ReadCriterion, ...]


@dataclass(frozen=True, slots=True)
class CriterionReader:
    """How the criterion of a facet is read. `read`: folded text, as long as the typed one → what it asks for.

    Where nothing fits all criteria, those of little `firmness` are given up first.
    """

    facet: str
    firmness: int
    read: Callable[[str], Iterable[ReadCriterion]]


def read_criteria(text: str, *, but: Iterable[str] = ()) -> ReadText:
    """Return the criteria of a text, one for each facet, without those of the facets `but`."""
    folded = _folded(text)
    readers = [each for each in declared("search_criteria", "READERS") if each.facet not in set(but)]
    readers.sort(key=lambda reader: (reader.firmness, reader.facet))
    criteria = [found[0] for reader in readers if (found := list(reader.read(folded)))]
    return ReadText(without(text, criteria), tuple(criteria))


def without(text: str, criteria: Iterable[ReadCriterion]) -> str:
    """Return the text without the words of `criteria`."""
    kept = list(text)
    for criterion in criteria:
        kept[criterion.start : criterion.end] = " " * (criterion.end - criterion.start)
    return re.sub(r"\s*,(?=\s*(?:,|$))", "", " ".join("".join(kept).split())).strip(" ,")


def _folded(text: str) -> str:
    """Return the text folded letter by letter, so that places stay the same, with quoted parts blank."""
    letters = "".join(folded if len(folded := fold(letter)) == 1 else letter for letter in text)
    return _QUOTED.sub(lambda match: " " * len(match[0]), letters)


# A question under the criteria that its words tell: under all of them, else under those that something fits.
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
