"""Schema of a document in the index of a cluster: fields, tokens, and the way back.

Text arrives already analysed (`search.language.analysis`), as for the embedded engine: the cluster only cuts it
at its spaces.
"""

from collections.abc import Mapping, Sequence

from elasticsearch.dsl import Float, Index, Keyword, Object, Text, analyzer, token_filter
from elasticsearch.dsl import Mapping as FieldMapping

from search.engines.fields import FIELD_WEIGHTS, TITLE_EXACT, payload, sounds_in, stems_of, texts_of, words_of
from search.engines.tokens import GAP, exact_words
from search.language.analysis import Word, fold
from search.sources.documents import KIND, Document

KIND_FIELD = f"facets.{KIND}"
WRITTEN = "written"
# The last term of every text, even empty: relevance compares with the documents that have the field.
END = "."
# With a longer term, the cluster would refuse the whole document.
LONGEST_TERM = 1_000
TITLE_START = 120
# A gap keeps its position, so that phrases keep their distances.
PLACES = analyzer("places", tokenizer="whitespace", filter=[token_filter("gaps", "stop", stopwords=[GAP])])


def _mapping() -> FieldMapping:
    keyword = {"type": "keyword", "ignore_above": LONGEST_TERM}
    mapping = FieldMapping()
    # An undeclared field is an error, except for facets, since each app has its own.
    mapping.meta("dynamic", "strict")
    mapping.meta("dynamic_templates", [{"facets": {"path_match": "facets.*", "mapping": keyword}}])
    # The payload holds all the content of a hit: other stored fields would only make the index larger.
    mapping.meta("_source", includes=["payload"])
    mapping.field("id", Keyword())
    mapping.field("audience", Keyword(ignore_above=LONGEST_TERM, doc_values=False))
    mapping.field("facets", Object(dynamic=True))
    mapping.field("weight", Float())
    for name in FIELD_WEIGHTS:
        mapping.field(name, Text(analyzer=PLACES))
    # Each word once, as written but without accents: for quoted words and misspellings.
    mapping.field("literal", Text(analyzer="whitespace", norms=False, index_options="docs"))
    # How each word sounds: for words written as they are heard.
    mapping.field("sound", Text(analyzer="whitespace", norms=False, index_options="docs"))
    # The same words as written: for the choice of a correction.
    mapping.field(WRITTEN, Keyword(index=False, doc_values=False, store=True))
    # Beginning of the title: for suggestions.
    mapping.field("start", Keyword(doc_values=False, ignore_above=LONGEST_TERM))
    mapping.field("payload", Object(enabled=False))
    return mapping


def index_body(settings: Mapping[str, object], alias: str) -> dict:
    """Return the request that creates an empty index."""
    index = Index("new")
    index.settings(**settings)
    index.mapping(_mapping())
    index.aliases(**{alias: {}})
    return index.to_dict()


def to_index(document: Document) -> dict:
    texts = texts_of(document)
    stems = stems_of(texts)
    literal, written_words = words_of(document)
    return {
        **tombstone(document.id),
        "audience": sorted(document.audience),
        "facets": {name: list(values) for name, values in document.all_facets.items() if values},
        "weight": document.weight,
        **{name: f"{stem_tokens} {END}" for name, stem_tokens in stems.items()},
        TITLE_EXACT: f"{exact_words(texts['title'])} {END}",
        "literal": literal,
        "sound": sounds_in(literal),
        WRITTEN: written_words,
        "start": title_start(texts["title"]),
        "payload": payload(document, stems),
    }


def tombstone(document_id: str) -> dict:
    """Return what stays of a deleted document: its version, so that a late write does not bring it back."""
    return {"id": document_id}


def phrase(content_words: Sequence[Word]) -> str:
    """Return the words in their order and at their distances, as a text has them.

    The stem taken after the accents are folded is enough: documents have it of every word, at its place.
    """
    first, last = content_words[0].position, content_words[-1].position
    stems = {word.position - first: word.terms[-1] for word in content_words}
    return " ".join(stems.get(place, GAP) for place in range(last - first + 1))


def title_start(title: str) -> str:
    """Return the folded start of a title, without lone surrogates, which an address may contain but nobody can send."""
    return fold(title).strip()[:TITLE_START].encode(errors="ignore").decode()
