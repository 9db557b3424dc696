"""Fingerprints of responses: two that are equal say the same. Each response is read once, none is compared with all.

A coincidence is no duplicate: what is short says little, and a sentence that many write is a saying.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations, groupby
from operator import itemgetter

from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.collection.models import UNCOUNTED
from enquetes.preparation.enums import DuplicateReason
from questionnaires.answers.models import Answer
from reseau.texts.accent_folding import fold

READ_AT_ONCE = 5_000
# Answers of a response that says enough to be told from chance.
FEWEST_ANSWERS = 8
# Letters of a text that says enough, and people who write the same without copying.
SHORTEST_TEXT, MOST_SAYING_IT = 20, 5
# A response is cut into parts; near ones differ in a few.
PARTS, MOST_DIFFERENT = 8, 2

Row = tuple[int, int, int | None, int | None, int | None, str | None, str]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """`whole`: of all answers, empty if they are few; `parts`: of questions, in some parts; `texts`: of long texts."""

    response: int
    whole: bytes
    parts: tuple[bytes, ...]
    texts: tuple[bytes, ...]

    @classmethod
    def of(cls, response: int, rows: Sequence[Row]) -> "Fingerprint":
        """Return the fingerprint of a response. `rows`: response, question, row, choice, number, commune, text."""
        own = sorted(repr((*row[1:6], fold(row[6]))) for row in rows)
        by_part: dict[int, list[str]] = defaultdict(list)
        texts = []
        for row in rows:
            text = fold(row[6])
            if row[3] is None and len(text) >= SHORTEST_TEXT:
                texts.append(_digest(f"{row[1]} {text}"))
            else:
                by_part[row[1] % PARTS].append(repr((*row[1:6], text)))
        parts = tuple(_digest(*sorted(by_part[part])) for part in range(PARTS))
        whole = _digest(*own) if len(own) >= FEWEST_ANSWERS else b""
        return cls(response, whole, parts, tuple(sorted(texts)))

    def is_near(self, other: "Fingerprint") -> bool:
        return sum(one != two for one, two in zip(self.parts, other.parts, strict=True)) <= MOST_DIFFERENT


def likely_duplicates(campaign: Campaign) -> Iterator[tuple[DuplicateReason, frozenset[int]]]:
    """Yield groups of responses that count, with the reason, the surest first. Two queries, whatever their number."""
    counted = campaign.collected.exclude(UNCOUNTED).order_by().values_list("pk", "response__day", "mode")
    came = {key: (day, mode) for key, day, mode in counted.iterator(chunk_size=READ_AT_ONCE)}
    prints = [each for each in _fingerprints(campaign) if each.response in came]
    same: dict[tuple, list[int]] = defaultdict(list)
    saying: dict[bytes, list[Fingerprint]] = defaultdict(list)
    for each in prints:
        if each.whole:
            same[each.whole, came[each.response]].append(each.response)
        for text in each.texts:
            saying[text].append(each)
    found = {frozenset(keys) for keys in same.values() if len(keys) > 1}
    yield from ((DuplicateReason.SAME, keys) for keys in sorted(found, key=sorted))
    near = {
        frozenset((one.response, other.response))
        for own in saying.values()
        if 1 < len(own) <= MOST_SAYING_IT
        for one, other in combinations(own, 2)
        if one.is_near(other)
    }
    yield from (
        (DuplicateReason.NEAR, pair) for pair in sorted(near, key=sorted) if not any(pair <= keys for keys in found)
    )


def _fingerprints(campaign: Campaign) -> Iterator[Fingerprint]:
    answers = Answer.objects.filter(response__version=campaign.version_id).order_by("response")
    rows = answers.values_list("response", "question", "row", "choice", "number", "commune", "text")
    for key, own in groupby(rows.iterator(chunk_size=READ_AT_ONCE), key=itemgetter(0)):
        yield Fingerprint.of(key, list(own))


def _digest(*words: str) -> bytes:
    return blake2b("\n".join(words).encode(), digest_size=12).digest()
