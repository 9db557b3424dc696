"""Comparison of the index with the database."""

from search.engines.base import SearchQuery
from search.engines.choice import get_engine
from search.index.source_rows import documents_of, keys_of
from search.sources.registry import sources

# Every title of these tests holds this word, so that one search finds them all.
WORD = "Zanzibar"


def in_database() -> dict[str, str]:
    """Title by id of everything that belongs in the index."""
    documents = [document for source in sources() for document in documents_of(source, keys_of(source))[0]]
    return {document.id: document.title for document in documents}


def in_index() -> dict[str, str]:
    """Title by id of everything that a search finds; empty for a document without `WORD` in its title."""
    engine = get_engine()
    titles = {f"{source.kind}:{key}": "" for source in sources() for key in engine.keys(source.kind)}
    tokens = {token for source in sources() for document in _all(source) for token in document.audience}
    hits = engine.search(SearchQuery(WORD, frozenset(tokens or {"public"}), limit=10_000)).hits
    return titles | {f"{hit.kind}:{hit.key}": hit.title for hit in hits}


def _all(source) -> list:
    return documents_of(source, keys_of(source))[0]


def differences() -> dict[str, tuple[str | None, str | None]]:
    """Things on which database and index disagree, with the title of each side."""
    stored, indexed = in_database(), in_index()
    identities = {identity for identity, title in stored.items() if WORD in title} | indexed.keys() - stored.keys()
    identities |= stored.keys() - indexed.keys()
    return {
        identity: (stored.get(identity), indexed.get(identity))
        for identity in identities
        if stored.get(identity) != indexed.get(identity)
    }
