"""How a document lies in a cluster's index: its fields, its tokens, and back.

Text arrives already analysed (`search.analysis`), as for the embedded engine, in a notation that the cluster only has
to cut: places between spaces, the terms of one place between bars, a gap for a word that is not looked for.
« Le Wi-Fi du réseau » is `_ wi|wifi fi _ reseau .`
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from elasticsearch.dsl import Float, Index, Keyword, Object, Text, analyzer, token_filter, tokenizer
from elasticsearch.dsl import Mapping as FieldMapping

from search.analysis import Word, fold, words
from search.documents import KIND, Document
from search.engines.fields import FIELD_WEIGHTS, TITLE_EXACT, literal_words, payload, texts_of

TEXT_FIELDS = tuple(name for name in FIELD_WEIGHTS if name != TITLE_EXACT)
KIND_FIELD = f"facets.{KIND}"

GAP, END, BAR = "_", ".", "|"
_NOTATION = re.compile(r"[\s|]+")
# A longer term would have the cluster refuse the whole document.
LONGEST_TERM = 1_000
TITLE_START = 120


def _analysis():
    """Cuts the notation; what is a gap leaves its place empty, so that phrases keep their distances."""
    return analyzer(
        "places",
        tokenizer=tokenizer("places", "whitespace", max_token_length=LONGEST_TERM * 4),
        filter=[
            token_filter("terms", "pattern_capture", preserve_original=False, patterns=[f"([^{BAR}]+)"]),
            token_filter("gaps", "stop", stopwords=[GAP]),
        ],
    )


def _mapping() -> FieldMapping:
    keyword = {"type": "keyword", "ignore_above": LONGEST_TERM}
    mapping = FieldMapping()
    # A field that nobody declared is a mistake of ours, but for facets, of which each app has its own.
    mapping.meta("dynamic", "strict")
    mapping.meta("dynamic_templates", [{"facets": {"path_match": "facets.*", "mapping": keyword}}])
    # The payload is all that is read again: the rest would only make the index larger.
    mapping.meta("_source", includes=["payload"])
    mapping.field("id", Keyword())
    mapping.field("audience", Keyword(ignore_above=LONGEST_TERM, doc_values=False))
    mapping.field("facets", Object(dynamic=True))
    mapping.field("weight", Float())
    for name in FIELD_WEIGHTS:
        mapping.field(name, Text(analyzer=_analysis()))
    # Each word once, as it is written, accents aside: for what stands between quotes and for misspellings.
    mapping.field("literal", Text(analyzer="whitespace", norms=False, index_options="docs"))
    # What the title begins with: for suggestions.
    mapping.field("start", Keyword(doc_values=False, ignore_above=LONGEST_TERM))
    mapping.field("payload", Object(enabled=False))
    return mapping


def index_body(settings: Mapping[str, object], alias: str) -> dict:
    """What makes an empty index."""
    index = Index("new")
    index.settings(**settings)
    index.mapping(_mapping())
    index.aliases(**{alias: {}})
    return index.to_dict()


def to_index(document: Document) -> dict:
    texts = texts_of(document)
    title = list(words(texts["title"]))
    return {
        **tombstone(document.id),
        "audience": sorted(document.audience),
        "facets": {name: list(values) for name, values in document.all_facets.items() if values},
        "weight": document.weight,
        **{name: _notation(_stems(words(texts[name]))) for name in TEXT_FIELDS},
        TITLE_EXACT: _notation((word.position, (word.exact,)) for word in title),
        "literal": " ".join(plain(word) for word in literal_words(texts.values())),
        "start": title_start(texts["title"]),
        "payload": payload(document),
    }


def tombstone(document_id: str) -> dict:
    """What stays of a deleted document, with its version, so that a late write does not bring it back."""
    return {"id": document_id}


def plain(term: str) -> str:
    """`term` without what means something in the notation: a few characters become spaces when they are folded."""
    return term if term.isalnum() else _NOTATION.sub("", term)


def phrase(placed_terms: Iterable[tuple[int, tuple[str, ...]]]) -> str:
    """The notation of a phrase that is looked for: nothing has to follow."""
    return _notation(placed_terms).removesuffix(END).rstrip()


def title_start(title: str) -> str:
    """Half a character, which no database holds but an address may bring, could not even be sent."""
    return fold(title).strip()[:TITLE_START].encode(errors="ignore").decode()


def _stems(found: Iterable[Word]) -> Iterator[tuple[int, tuple[str, ...]]]:
    return ((word.position, word.terms) for word in found)


def _notation(placed_terms: Iterable[tuple[int, tuple[str, ...]]]) -> str:
    """The end is a term too: relevance compares with the documents that have the field, and all are to have it."""
    places: list[list[str]] = []
    for position, terms in placed_terms:
        while len(places) <= position:
            places.append([])
        places[position] += filter(None, map(plain, terms))
    return " ".join([*(BAR.join(terms) or GAP for terms in places), END])
