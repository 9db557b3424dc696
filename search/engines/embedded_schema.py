"""How a document lies in the embedded index: its fields, its tokens, and back."""

import datetime
import json
import unicodedata

import tantivy

from search.analysis import words
from search.documents import KIND, Document
from search.engines.base import Hit
from search.highlights import highlight, snippet

# How much a word counts by where it stands. `title_exact` holds words as they are written, accents aside.
FIELD_WEIGHTS = {"title_exact": 3.0, "title": 5.0, "tags": 3.0, "summary": 2.0, "body": 1.0}
TEXT_FIELDS = ("title", "summary", "body", "tags")


def build_schema() -> tantivy.Schema:
    """Text arrives already analysed (`search.analysis`), so that no field needs a tokenizer of its own."""
    builder = tantivy.SchemaBuilder()
    for name in ("id", "audience"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "facet"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in FIELD_WEIGHTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_unsigned_field("version", fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_integer_field("day", fast=True)
    builder.add_bytes_field("payload", stored=True)
    return builder.build()


SCHEMA = build_schema()


def to_index(document: Document, version: int) -> tantivy.Document:
    texts = {
        "title": unicodedata.normalize("NFC", document.title),
        "summary": document.summary,
        "body": document.body,
        "tags": "\n".join(document.tags),
    }
    entry = tombstone(document.id, version)
    entry.add_text("kind", document.kind)
    entry.add_text("facet", facet_term(KIND, document.kind))
    for name, values in document.facets.items():
        for value in values:
            entry.add_text("facet", facet_term(name, value))
    for token in document.audience:
        entry.add_text("audience", token)
    for name in TEXT_FIELDS:
        entry.add_pre_tokenized_text(name, _stems(texts[name]))
    entry.add_pre_tokenized_text("title_exact", _exact_words(texts["title"]))
    entry.add_float("weight", document.weight)
    if document.date:
        entry.add_integer("day", document.date.toordinal())
    entry.add_bytes("payload", json.dumps(_payload(document), ensure_ascii=False).encode())
    return entry


def tombstone(document_id: str, version: int) -> tantivy.Document:
    """What stays of a deleted document: its version, so that a late write does not bring it back."""
    entry = tantivy.Document()
    entry.add_text("id", document_id)
    entry.add_unsigned("version", version)
    return entry


def payload_of(entry: tantivy.Document) -> dict:
    return json.loads(entry.get_first("payload"))


def to_hit(entry: tantivy.Document, wanted: frozenset[str]) -> Hit:
    payload = payload_of(entry)
    return Hit(
        kind=payload["kind"],
        key=payload["key"],
        title=payload["title"],
        url=payload["url"],
        title_html=highlight(payload["title"], wanted),
        snippet_html=snippet(payload["summary"], payload["body"], wanted),
        tags=tuple(payload["tags"]),
        facets={name: tuple(values) for name, values in payload["facets"].items()},
        date=datetime.date.fromisoformat(payload["date"]) if payload["date"] else None,
    )


def facet_term(name: str, value: str) -> str:
    return f"{name}={value}"


def _payload(document: Document) -> dict:
    return {
        "kind": document.kind,
        "key": document.key,
        "title": document.title,
        "url": document.url,
        "summary": document.summary,
        "body": document.body,
        "tags": document.tags,
        "facets": dict(document.facets),
        "date": document.date.isoformat() if document.date else None,
    }


def _stems(text: str) -> tantivy.PreTokenizedString:
    tokens = [tantivy.Token(term, word.position, word.start, word.end) for word in words(text) for term in word.terms]
    return tantivy.PreTokenizedString(text, tokens)


def _exact_words(text: str) -> tantivy.PreTokenizedString:
    tokens = [tantivy.Token(word.exact, word.position, word.start, word.end) for word in words(text)]
    return tantivy.PreTokenizedString(text, tokens)
