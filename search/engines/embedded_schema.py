"""Schema of a document in the embedded index: fields, tokens, and the way back."""

import json

import tantivy

from search.engines.base import Hit
from search.engines.fields import TEXT_FIELDS, TITLE_EXACT, hit_of, payload, sounds_in, stems_of, texts_of, words_of
from search.engines.tokens import PLACES, TOKENIZER, exact_words, title_starts
from search.sources.documents import Document


def build_schema() -> tantivy.Schema:
    """Return the schema: text arrives analysed (`search.language.analysis`), and is only split at spaces."""
    builder = tantivy.SchemaBuilder()
    for name in ("id", "audience", "start"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "facet"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=TOKENIZER, index_option="position")
    builder.add_text_field(TITLE_EXACT, tokenizer_name="whitespace", index_option="freq")
    # Each word once, as written but without accents: for quoted words and misspellings.
    builder.add_text_field("literal", tokenizer_name="whitespace", index_option="basic")
    # How each word sounds: for words written as they are heard.
    builder.add_text_field("sound", tokenizer_name="whitespace", index_option="basic")
    # The same facets as `facet`, each with its own column: for counting.
    builder.add_json_field("facets", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("version", fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_integer_field("day", fast=True)
    builder.add_bytes_field("payload", stored=True)
    # The same words as `literal`, as written: for the choice of a correction.
    builder.add_bytes_field("written", stored=True)
    return builder.build()


SCHEMA = build_schema()


def prepared(index: tantivy.Index) -> tantivy.Index:
    """Register the tokenizer on `index`; return it."""
    index.register_tokenizer(TOKENIZER, PLACES)
    return index


def to_index(document: Document, version: int) -> tantivy.Document:
    entry = tombstone(document.id, version)
    entry.add_text("kind", document.kind)
    facets = {name: list(values) for name, values in document.all_facets.items() if values}
    for name, values in facets.items():
        for value in values:
            entry.add_text("facet", facet_term(name, value))
    entry.add_json("facets", facets)
    for token in document.audience:
        entry.add_text("audience", token)
    texts = texts_of(document)
    stems = stems_of(texts)
    for name, stem_tokens in stems.items():
        entry.add_text(name, stem_tokens)
    entry.add_text(TITLE_EXACT, exact_words(texts["title"]))
    for start in title_starts(texts["title"]):
        entry.add_text("start", start)
    literal, written_text = words_of(document)
    entry.add_text("literal", literal)
    entry.add_text("sound", sounds_in(literal))
    entry.add_bytes("written", written_text.encode())
    entry.add_float("weight", document.weight)
    if document.date:
        entry.add_integer("day", document.date.toordinal())
    entry.add_bytes("payload", json.dumps(payload(document, stems), ensure_ascii=False).encode())
    return entry


def tombstone(document_id: str, version: int) -> tantivy.Document:
    """Return the tombstone of a deleted document: its version, so that a late write does not bring it back."""
    entry = tantivy.Document()
    entry.add_text("id", document_id)
    entry.add_unsigned("version", version)
    return entry


def payload_of(entry: tantivy.Document) -> dict:
    return json.loads(entry.get_first("payload"))


def written_words(entry: tantivy.Document) -> str:
    return entry.get_first("written").decode()


def to_hit(entry: tantivy.Document, query_terms: frozenset[str]) -> Hit:
    return hit_of(payload_of(entry), query_terms)


def facet_term(name: str, value: str) -> str:
    return f"{name}={value}"
