"""What every engine keeps of a document: the texts that are searched, what each is worth, the way back to a hit."""

import datetime
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from search.analysis import TOKEN, simple_words
from search.documents import Attachment, Document
from search.engines.base import Hit
from search.highlights import highlight, snippet

# How much a word counts by where it stands. `title_exact` holds words as they are written, accents aside.
TITLE_EXACT = "title_exact"
FIELD_WEIGHTS = {TITLE_EXACT: 3.0, "title": 5.0, "tags": 3.0, "summary": 2.0, "body": 1.0, "attachments": 0.8}
# Of the fields where a word is found, the best counts in full and the others by this much.
TIE_BREAKER = 0.2


def texts_of(document: Document) -> dict[str, str]:
    """The text of each field, before analysis."""
    return {
        "title": unicodedata.normalize("NFC", document.title),
        "summary": document.summary,
        "body": "\n".join((document.body, *document.keywords)),
        "tags": "\n".join(document.tags),
        "attachments": "\n".join(f"{attachment.name}\n{attachment.text}" for attachment in document.attachments),
    }


def literal_words(texts: Iterable[str]) -> list[str]:
    """The words of `texts` as they are written, accents and capitals aside, each once; no stop word."""
    tokens = {token for text in texts for token in TOKEN.findall(text)}
    return sorted({exact for token in tokens for exact in _literals_of(token)})


@lru_cache(maxsize=50_000)
def _literals_of(token: str) -> tuple[str, ...]:
    return tuple(word.exact for word in simple_words(token) if word.terms)


def payload(document: Document) -> dict:
    """What a hit shows, in the types of JSON."""
    return {
        "kind": document.kind,
        "key": document.key,
        "title": document.title,
        "url": document.url,
        "summary": document.summary,
        "body": document.body,
        "tags": list(document.tags),
        "facts": list(document.facts),
        "attachments": [[attachment.name, attachment.text] for attachment in document.attachments],
        "facets": {name: list(values) for name, values in document.facets.items()},
        "date": document.date.isoformat() if document.date else None,
    }


def hit_of(payload: Mapping, wanted: frozenset[str]) -> Hit:
    attachments = [Attachment(name, text) for name, text in payload["attachments"]]
    extract, found_in = snippet(
        payload["summary"], payload["body"], wanted, title=payload["title"], attachments=attachments
    )
    return Hit(
        kind=payload["kind"],
        key=payload["key"],
        title=payload["title"],
        url=payload["url"],
        title_html=highlight(payload["title"], wanted),
        snippet_html=extract,
        tags=tuple(payload["tags"]),
        facts=tuple(payload["facts"]),
        facets={name: tuple(values) for name, values in payload["facets"].items()},
        date=datetime.date.fromisoformat(payload["date"]) if payload["date"] else None,
        found_in=found_in,
    )


def readable_texts(payload: Mapping) -> list[str]:
    """The texts of a hit, for whoever looks for a word in them."""
    return [
        payload["title"],
        payload["summary"],
        payload["body"],
        *payload["tags"],
        *(text for attachment in payload["attachments"] for text in attachment),
    ]
