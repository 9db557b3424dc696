"""Corrections: other ways to write a question of which a word is in no readable document, and which of them is best.

A word is written as another that is near or sounds alike, or in two. What stands beside it decides: the way that finds
the best answer is taken. A word of the French lexicon is never changed.
"""

import gzip
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Protocol

from search.language.analysis import STOP_WORDS, Word
from search.language.search_question import SearchQuestion, Synonyms, parse_question, replace_words
from search.language.spelling import SAMPLE, nearest, possibly_misspelt, sounding, tolerance


# Words that exist, whether or not a document has them: nobody corrects them.
#
# The list is that of the package `pyspellchecker`, made from the subtitles of OpenSubtitles (about 140,000 forms).
def is_french(word: str) -> bool:
    """Whether French has this word, with its accents."""
    return f"\n{word.lower()}\n" in _french()


@cache
def _french() -> str:
    """Return the words in one text: a set of them would take fifteen times as much memory."""
    packed = (files("spellchecker") / "resources" / "fr.json.gz").read_bytes()
    return "\n".join(["", *json.loads(gzip.decompress(packed)), ""])


# Ways tried for one word, and for a question.
FOR_A_WORD, FOR_A_QUESTION = 6, 16
# Words that sound alike, and words that are near.
MOST_ALIKE, MOST_NEAR = 2, 4
# Letters on each side of a place where a word is cut.
SHORTEST_PART = 3


class TypedQuery(Protocol):
    """What a correction reads of a query."""

    text: str
    audience: frozenset[str]
    synonyms: Synonyms


class WordSource(Protocol):
    """What a correction asks an engine; each method is described there."""

    def known_words(self, words: Collection[str], audience: frozenset[str]) -> set[str]: ...

    def best_scores(self, questions: Sequence[SearchQuestion], audience: frozenset[str]) -> list[float]: ...

    def texts_sounding(self, exact: str, audience: frozenset[str], *, limit: int) -> Iterable[str]: ...

    def texts_near(
        self, tries: Sequence[tuple[str, int]], audience: frozenset[str], *, limit: int
    ) -> Iterable[Iterable[str]]: ...


def correction(engine: WordSource, question: SearchQuestion, query: TypedQuery) -> str:
    """Return the text of the query as it was probably meant; empty if there is no better way to write it."""
    missing = _missing_words(engine, question, query)
    ways = {word: others for word in missing if (others := list(_ways(engine, word, query)))}
    texts = _texts(query.text, ways)
    if not texts:
        return ""
    questions = [parse_question(text, query.synonyms) for text in texts]
    for asked in (SearchQuestion.asking_less, SearchQuestion.asking_least):
        scores = engine.best_scores(list(map(asked, questions)), query.audience)
        if any(scores):
            return texts[scores.index(max(scores))]
    return ""


def _texts(text: str, ways: dict[Word, list[str]]) -> list[str]:
    """Return the texts with each word written in one of its ways: all first ways, then one other at a time."""
    if not ways:
        return []
    first = {word: others[0] for word, others in ways.items()}
    choices = [first, *({**first, word: other} for word, others in ways.items() for other in others[1:])]
    return list(dict.fromkeys(replace_words(text, choice) for choice in choices))[:FOR_A_QUESTION]


def _missing_words(engine: WordSource, question: SearchQuestion, query: TypedQuery) -> list[Word]:
    """Return the words that no readable document has, and that French has not either."""
    words = [word for word in possibly_misspelt(question) if not is_french(query.text[word.start : word.end])]
    known = engine.known_words([word.exact for word in words], query.audience)
    return [word for word in words if word.exact not in known]


def _ways(engine: WordSource, word: Word, query: TypedQuery) -> Iterator[str]:
    """Yield other ways to write a word, the most likely first."""
    found = dict.fromkeys([*_cut(engine, word, query), *_alike(engine, word, query)])
    yield from list(found)[:FOR_A_WORD]


def _alike(engine: WordSource, word: Word, query: TypedQuery) -> Iterator[str]:
    yield from sounding(word.exact, engine.texts_sounding(word.exact, query.audience, limit=SAMPLE), limit=MOST_ALIKE)
    distances = range(1, tolerance(word.exact) + 1)
    pairs = [(word.exact, distance) for distance in distances]
    for distance, texts in zip(distances, engine.texts_near(pairs, query.audience, limit=SAMPLE), strict=True):
        if near := nearest(word.exact, texts, distance=distance, limit=MOST_NEAR):
            yield from near
            return


def _cut(engine: WordSource, word: Word, query: TypedQuery) -> Iterator[str]:
    """Yield the word cut in two that readable documents have, a stop word between them perhaps."""
    cuts = [tuple(parts) for parts in _parts(word.exact)]
    known = engine.known_words({part for parts in cuts for part in parts if part not in STOP_WORDS}, query.audience)
    for parts in cuts:
        if all(part in known or part in STOP_WORDS for part in parts):
            yield " ".join(parts)


def _parts(exact: str) -> Iterator[list[str]]:
    for place in range(2, len(exact) - SHORTEST_PART + 1):
        first, rest = exact[:place], exact[place:]
        if len(first) < SHORTEST_PART and first not in STOP_WORDS:
            continue
        yield [first, rest]
        for length in (1, 2, 3, 4):
            if rest[:length] in STOP_WORDS and len(rest) - length >= SHORTEST_PART:
                yield [first, rest[:length], rest[length:]]
