"""Helpers for tests of the outbox and the index."""

from search.engines.choice import get_engine
from search.index.outbox import OutboxEntry
from search.index.services import drain_outbox


def noted(kind: str) -> set[str]:
    """Return the keys of that kind noted since the last call, and empty the outbox."""
    keys = set(OutboxEntry.objects.filter(kind=kind).values_list("key", flat=True))
    OutboxEntry.objects.all().delete()
    return keys


def indexed(kind: str) -> set[str]:
    """Return the keys of that kind in the index once the outbox is drained."""
    drain_outbox()
    return get_engine().keys(kind)
