"""Shortcuts of tests on the outbox and the index."""

from search.engines.choice import get_engine
from search.index.outbox import OutboxEntry
from search.index.services import drain_outbox


def noted(kind: str) -> set[str]:
    """Keys of that kind noted since the last call; the outbox is empty afterwards."""
    keys = set(OutboxEntry.objects.filter(kind=kind).values_list("key", flat=True))
    OutboxEntry.objects.all().delete()
    return keys


def indexed(kind: str) -> set[str]:
    """Keys of that kind in the index once the outbox is drained."""
    drain_outbox()
    return get_engine().keys(kind)
