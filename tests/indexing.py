"""Helpers for tests of the outbox and the index."""

from search.engines.choice import get_engine
from search.index.outbox import OutboxEntry
from search.index.row_changes import spread_rows
from search.index.services import drain_outbox


def noted_documents() -> set[tuple[str, str]]:
    """Return kind and key of the documents noted since the last call, and empty the outbox."""
    spread_rows()
    documents = set(OutboxEntry.objects.values_list("kind", "key"))
    OutboxEntry.objects.all().delete()
    return documents


def noted(kind: str) -> set[str]:
    """Return the keys of that kind noted since the last call, and empty the outbox."""
    return {key for each, key in noted_documents() if each == kind}


def indexed(kind: str) -> set[str]:
    """Return the keys of that kind in the index once the outbox is drained."""
    drain_outbox()
    return get_engine().keys(kind)
