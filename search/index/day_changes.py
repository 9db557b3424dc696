"""What changes in the index by the mere passing of days: a position that begins or ends, a session that is over."""

import datetime

from django.db import transaction
from django.utils import timezone

from search.index.outbox import IndexState
from search.index.sync import note_change
from search.sources.registry import sources


@transaction.atomic
def note_passed_days() -> int:
    """Have every document brought up to date that days altered since the last call; return how many there were.

    The day is kept in the transaction of the entries: a night missed is caught up with, a second call notes nothing.
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
