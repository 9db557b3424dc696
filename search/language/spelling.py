"""« Vouliez-vous dire » : the word of the readable documents that is nearest to one that none of them holds.

Only texts that the person may read are looked at, so that a correction tells nobody of a word that she could not find.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import reduce
from itertools import chain
from operator import or_

from search.language.analysis import simple_words
from search.language.pieces import Pieces, places
from search.language.questions import Question, Unit

MIN_LENGTH = 4
# From this length on, two letters may be wrong.
LONG_LENGTH = 7
# Documents looked at for one word.
SAMPLE = 24


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
    texts = list(texts)
    near = _near(exact, set(" ".join(texts).split()), distance)
    counts: Counter[str] = Counter()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        there = (inside for piece, inside in near.items() if piece in text and any(True for _ in places(piece, text)))
        for folded, word in set(chain.from_iterable(there)):
            counts[folded] += 1
            spellings[folded][word] += 1
    if not counts:
        return ""
    best = min(counts, key=lambda word: (edits(exact, word, limit=distance), word[0] != exact[0], -counts[word], word))
    # Accents are seldom added by mistake.
    return max(spellings[best].items(), key=lambda item: (item[1], item[0]))[0]


def _near(exact: str, pieces: set[str], distance: int) -> dict[str, list[tuple[str, str]]]:
    """Those of `pieces` that hold a word within `distance` of `exact`, with these words."""
    near: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    letters, lengths = _letters(exact), range(len(exact) - distance, len(exact) + distance + 1)
    for piece, inside in _pieces.with_any(lengths, pieces).items():
        for folded, word, others in inside:
            # Each edit takes one letter at most and adds one at most: few words are worth counting.
            if (
                (letters & ~others).bit_count() <= distance
                and (others & ~letters).bit_count() <= distance
                and edits(exact, folded, limit=distance) <= distance
            ):
                near[piece].append((folded, word))
    return near


def _spellings(piece: str) -> tuple[tuple[str, str, int], ...]:
    """The words of a piece of text: folded, as they are written in lower case, and their letters."""
    found = (word for word in simple_words(piece) if word.terms)
    return tuple((word.exact, piece[word.start : word.end].lower(), _letters(word.exact)) for word in found)


def _letters(word: str) -> int:
    """A bit for each letter that is in it; some letters share one."""
    return reduce(or_, (1 << ord(letter) % 61 for letter in word), 0)


_pieces = Pieces(_spellings, lambda inside: (len(folded) for folded, _, _ in inside))


def edits(one: str, other: str, *, limit: int) -> int:
    """How many letters to change, add, drop or swap with their neighbour to go from `one` to `other`.

    Above `limit` the answer is only that it is more than `limit`.
    """
    far = limit + 1
    before: list[int] = []
    last = [*range(far), *[far] * len(other)]
    for row, letter in enumerate(one, start=1):
        current = [far] * len(last)
        current[0] = row
        # Further from the diagonal there are more insertions than the limit.
        for column in range(max(row - limit, 1), min(row + limit, len(other)) + 1):
            wanted = other[column - 1]
            cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            current[column] = cost
        if min(current) > limit:
            return far
        before, last = last, current
    return min(last[len(other)], far)
