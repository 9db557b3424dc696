"""Fields of a document in any engine: searched texts and their weights, and the stored hit."""

import datetime
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from search.engines.base import Hit
from search.engines.highlights import NO_STEMS, highlight, snippet
from search.engines.tokens import GAP, placed_stems
from search.language.analysis import TOKEN, simple_words
from search.language.sounds import sound_of
from search.sources.documents import AttachedText, Document

# Weight of a word by its field. `title_exact` holds words as written, without accents.
TITLE_EXACT = "title_exact"
FIELD_WEIGHTS = {TITLE_EXACT: 3.0, "title": 5.0, "tags": 3.0, "summary": 2.0, "body": 1.0, "attachments": 0.8}
# The best field with a word counts in full, the others by this share.
TIE_BREAKER = 0.2

# A word by which people ask, compared with a word that they ask for.
WEAK_SHARE = 0.2
# Two words of the question count once more where they follow one another, with at most so many words between.
NEIGHBOURS_SHARE, NEAR, NEIGHBOUR_FIELDS = 1.5, 2, ("title", "tags", "summary", "body")
# For each word that a title has, once it has most of them.
TITLE_SCORE = 4.0

# For a document that fits a criterion best.
BETTER_SCORE = 20.0

# For the document nearest in meaning; half of it for the one in that place.
NEAR_SCORE, HALF_NEAR = 20.0, 20

TEXT_FIELDS = tuple(name for name in FIELD_WEIGHTS if name != TITLE_EXACT)
# Fields whose stems are stored in a hit.
LONG_FIELDS = ("body", "attachments")


def texts_of(document: Document) -> dict[str, str]:
    """Return the text of each field, before analysis."""
    return {
        "title": unicodedata.normalize("NFC", document.title),
        "summary": document.summary,
        "body": "\n".join((document.body, *document.keywords)),
        "tags": "\n".join(document.tags),
        "attachments": "\n".join(f"{attachment.name}\n{attachment.text}" for attachment in document.attachments),
    }


def stems_of(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the text of each field as stems in their places."""
    return {name: placed_stems(texts[name]) for name in TEXT_FIELDS}


def near_scores(near: Iterable[str]) -> dict[str, float]:
    """Return what each of the documents near in meaning, the nearest first, adds to its relevance."""
    return {identity: NEAR_SCORE * HALF_NEAR / (HALF_NEAR + place) for place, identity in enumerate(near)}


def words_of(document: Document) -> tuple[str, str]:
    """Return the words of all texts without stop words, each once: folded, keywords included; then as they are written,
    in lower case, only those that the document shows.
    """
    shown_words = _words_in(chain((document.title, document.summary, document.body), document.tags, *_files(document)))
    literal = {exact for exact, _ in shown_words | _words_in(document.keywords)}
    return " ".join(sorted(literal)), " ".join(sorted({spelling for _, spelling in shown_words}))


def sounds_in(literal: str) -> str:
    """Return the sounds of the words, each once."""
    return " ".join(sorted({sound for sound in map(sound_of, literal.split()) if sound}))


def _files(document: Document) -> Iterator[tuple[str, str]]:
    return ((attachment.name, attachment.text) for attachment in document.attachments)


def _words_in(texts: Iterable[str]) -> set[tuple[str, str]]:
    tokens = {token for text in texts for token in TOKEN.findall(text)}
    return {word for token in tokens for word in _words_of(token)}


@lru_cache(maxsize=50_000)
def _words_of(token: str) -> tuple[tuple[str, str], ...]:
    return tuple((word.exact, token[word.start : word.end].lower()) for word in simple_words(token) if word.terms)


def payload(document: Document, stems: Mapping[str, str] = NO_STEMS) -> dict:
    """Return what a hit shows, in JSON types. `stems`: those of its fields, if known already."""
    return {
        "kind": document.kind,
        "key": document.key,
        "title": document.title,
        "url": document.url,
        "picture": document.picture,
        "summary": document.summary,
        "body": document.body,
        "tags": list(document.tags),
        "facts": list(document.facts),
        "attachments": [list(file) for file in _files(document)],
        "stems": {name: _distinct(stems[name]) for name in LONG_FIELDS if name in stems},
        "facets": {name: list(values) for name, values in document.facets.items()},
        "date": document.date.isoformat() if document.date else None,
    }


def _distinct(stems: str) -> str:
    """Return each stem once, between spaces, so that a long text is read only for a word that it has."""
    return f" {' '.join(sorted(set(stems.split()) - {GAP}))} "


def hit_of(payload: Mapping, query_terms: frozenset[str]) -> Hit:
    attachments = [AttachedText(name, text) for name, text in payload["attachments"]]
    extract, found_in = snippet(
        payload["summary"],
        payload["body"],
        query_terms,
        title=payload["title"],
        attachments=attachments,
        stems=payload["stems"],
    )
    return Hit(
        kind=payload["kind"],
        key=payload["key"],
        title=payload["title"],
        url=payload["url"],
        title_html=highlight(payload["title"], query_terms),
        snippet_html=extract,
        tags=tuple(payload["tags"]),
        facts=tuple(payload["facts"]),
        facets={name: tuple(values) for name, values in payload["facets"].items()},
        date=datetime.date.fromisoformat(payload["date"]) if payload["date"] else None,
        found_in=found_in,
        picture=payload["picture"],
    )
