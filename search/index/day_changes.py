"""Changes of the index by the mere passing of days: a position that starts or ends, a session that is over."""

import datetime

from django.db import transaction
from django.utils import timezone

from search.index.outbox import IndexState
from search.index.sync import note_change
from search.sources.registry import sources


@transaction.atomic
def note_passed_days() -> int:
    """Queue the update of every document that changed by days since the last call; return how many.

    The day is saved in the transaction of the entries: a missed night is caught up with, a second call does nothing.
    """
    state, today = IndexState.objects.locked(), timezone.localdate()
    since, total = state.day or datetime.date.min, 0
    if since >= today:
        return 0
    for source in sources():
        keys = {str(key) for key in source.changed_by_days(since, today)}
        note_change(source, keys)
        total += len(keys)
    state.day = today
    state.save(update_fields=["day"])
    return total
