"""Spelling, « Vouliez-vous dire »: the word of readable documents that is nearest to one that none of them has.

Only texts that the person may read are used, so that a correction reveals no word that they could not find.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from rapidfuzz.distance import OSA

from search.language.analysis import Word, simple_words
from search.language.search_question import SearchQuestion
from search.language.sounds import sound_of
from search.language.text_pieces import TextPieces, places

MIN_LENGTH = 4
# From this length on, two letters may be wrong.
LONG_LENGTH = 7
# Number of documents read for one word.
SAMPLE = 24


def tolerance(exact: str) -> int:
    """Return how many letters of a word may be wrong: none in a short word or one with digits."""
    if len(exact) < MIN_LENGTH or not exact.isalpha():
        return 0
    return 1 if len(exact) < LONG_LENGTH else 2


def possibly_misspelt(question: SearchQuestion) -> list[Word]:
    """Return the words that may be misspelt: those that are long enough, outside quotes; the parts of a compound."""
    typed = (unit.variants[0] for unit in question.included)
    return [word for variant in typed if not variant.is_literal for word in variant.words if tolerance(word.exact)]


def nearest(exact: str, texts: Iterable[str], *, distance: int, limit: int = 1) -> list[str]:
    """Return the words of `texts` nearest to `exact` (folded), within `distance`, then the commonest; lower case."""
    texts = list(texts)
    near_words = _near_words(exact, set(" ".join(texts).split()), distance)
    return _best(exact, texts, near_words, limit=limit, distance=distance)


def sounding(exact: str, texts: Iterable[str], *, limit: int = 1) -> list[str]:
    """Return the words of `texts` that sound like `exact` (folded), the nearest first; lower case."""
    texts, key = list(texts), sound_of(exact)
    alike: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for piece in set(" ".join(texts).split()):
        for folded_word, word in _spellings(piece):
            if sound_of(folded_word) == key:
                alike[piece].append((folded_word, word))
    return _best(exact, texts, alike, limit=limit, distance=len(exact))


def _best(exact: str, texts: Sequence[str], near_words: Mapping[str, list], *, limit: int, distance: int) -> list[str]:
    counts: Counter[str] = Counter()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        word_lists = (
            inside for piece, inside in near_words.items() if piece in text and any(True for _ in places(piece, text))
        )
        for folded_word, word in set(chain.from_iterable(word_lists)):
            counts[folded_word] += 1
            spellings[folded_word][word] += 1
    best = sorted(
        counts, key=lambda word: (edits(exact, word, limit=distance), word[0] != exact[0], -counts[word], word)
    )
    # Accents are rarely added by mistake.
    return [max(spellings[word].items(), key=lambda item: (item[1], item[0]))[0] for word in best[:limit]]


def _near_words(exact: str, pieces: set[str], distance: int) -> dict[str, list[tuple[str, str]]]:
    """Return the pieces with a word within `distance` of `exact`, and these words."""
    near_words: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    lengths = range(len(exact) - distance, len(exact) + distance + 1)
    for piece, inside in _pieces.with_any(lengths, pieces).items():
        for folded_word, word in inside:
            if edits(exact, folded_word, limit=distance) <= distance:
                near_words[piece].append((folded_word, word))
    return near_words


def _spellings(piece: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a piece of text: folded, and as they are written in lower case."""
    return tuple((word.exact, piece[word.start : word.end].lower()) for word in simple_words(piece) if word.terms)


_pieces = TextPieces(_spellings, lambda inside: (len(folded) for folded, _ in inside))


def edits(first: str, second: str, *, limit: int) -> int:
    """Return how many letters to change, add, drop or swap with their neighbour to go from `first` to `second`.

    Above `limit` the answer is only that it is more than `limit`.
    """
    return OSA.distance(first, second, score_cutoff=limit)
