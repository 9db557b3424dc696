"""« Vouliez-vous dire » : the word of the readable documents that is nearest to one that none of them holds.

Only texts that the person may read are looked at, so that a correction tells nobody of a word that she could not find.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from search.analysis import simple_words
from search.questions import Question, Unit

MIN_LENGTH = 4
# From this length on, two letters may be wrong.
LONG_LENGTH = 7
# Documents looked at for one word.
SAMPLE = 40


def tolerance(exact: str) -> int:
    """How many letters of a word may be wrong: none in a short one or one with digits."""
    if len(exact) < MIN_LENGTH or not exact.isalpha():
        return 0
    return 1 if len(exact) < LONG_LENGTH else 2


def doubtful(question: Question) -> list[Unit]:
    """What may be misspelt: simple words that are long enough."""
    return [unit for unit in question.asked if unit.single_word and tolerance(unit.single_word.exact)]


def nearest(exact: str, texts: Iterable[str], *, distance: int) -> str:
    """The word of `texts` within `distance` of `exact` (folded), in lower case; the nearest, then the most frequent.

    Empty if there is none.
    """
    counts: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = {}
    away: dict[str, int] = {}
    for text in texts:
        for folded, word in set(chain.from_iterable(map(_spellings, set(text.split())))):
            if folded not in away:
                away[folded] = (
                    edits(exact, folded, limit=distance) if _is_like(exact, folded, distance) else distance + 1
                )
            if away[folded] <= distance:
                counts[folded] += 1
                spellings.setdefault(folded, Counter())[word] += 1
    if not counts:
        return ""
    best = min(counts, key=lambda word: (away[word], word[0] != exact[0], -counts[word], word))
    # Accents are seldom added by mistake.
    return max(spellings[best].items(), key=lambda item: (item[1], item[0]))[0]


@lru_cache(maxsize=50_000)
def _spellings(piece: str) -> tuple[tuple[str, str], ...]:
    """The words of a piece of text, folded and as they are written in lower case."""
    return tuple((word.exact, piece[word.start : word.end].lower()) for word in simple_words(piece) if word.terms)


def _is_like(one: str, other: str, distance: int) -> bool:
    """Whether counting is worth while: each edit adds or takes two letters at most, and one place."""
    return abs(len(one) - len(other)) <= distance and len(set(one).symmetric_difference(other)) <= 2 * distance


def edits(one: str, other: str, *, limit: int) -> int:
    """How many letters to change, add, drop or swap with their neighbour to go from `one` to `other`.

    Above `limit` the answer is only that it is more than `limit`.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, wanted in enumerate(other, start=1):
            cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, last = last, current
    return last[-1]
