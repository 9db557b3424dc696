"""The kind of thing that people type among their words: « fiche tableur », « formation photo »."""

import re
from collections.abc import Iterator

from search.criteria.reading import ReadCriterion, declare_reader
from search.sources.documents import KIND
from search.sources.registry import sources


def _kind(text: str) -> Iterator[ReadCriterion]:
    for source in sources():
        if source.spoken and (match := re.search(rf"\b(?:(?:une|des|la|les|un|le) )?(?:{source.spoken})\b", text)):
            yield ReadCriterion(KIND, frozenset({source.kind}), source.label_plural, *match.span())


# A word such as « formation » is often one of the subject too.
declare_reader(KIND, 5, _kind)
