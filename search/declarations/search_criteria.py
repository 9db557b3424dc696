"""The kind of thing that people type before their words: « fiche tableur », « formation photo ».

Further in the text, the same words are rather those of the subject: « m’inscrire à une formation ».
"""

import re
from collections.abc import Iterator

from search.questions.criteria import CriterionReader, ReadCriterion
from search.sources.documents import KIND
from search.sources.registry import sources


def _kind(text: str) -> Iterator[ReadCriterion]:
    for source in sources():
        if source.spoken and (match := re.match(rf"\s*(?:(?:une?|des|les?|la) )?(?:{source.spoken})\b(?!\s*$)", text)):
            yield ReadCriterion(KIND, frozenset({source.kind}), source.label_plural, *match.span())


READERS = (CriterionReader(KIND, 5, _kind),)
