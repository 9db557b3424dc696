"""Reads criteria out of the words of a search.

Each app lists under `READERS`, in its module `declarations.search_criteria`,
how those of its facets are written.


What is read narrows the results as a chosen facet does, and its words are searched no more. Quotes prevent it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from jobs.declared import declared
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
