"""Parts of pages that are the same for many readers, kept until a table that visitors may see changes (ADR 87)."""

import time
from collections.abc import Callable, Hashable
from datetime import UTC, datetime

from django.utils.safestring import SafeString

from extranet.operations.public_cache.kept_views import ClockChange
from extranet.operations.public_cache.page_store import KeptPart, PageStore


class KeptParts:
    """The kept parts for one request. `version` was read before anything that its page shows."""

    def __init__(self, store: PageStore, version: int) -> None:
        self.store, self.version = store, version

    def text(self, key: Hashable, changes: ClockChange, render: Callable[[], SafeString]) -> SafeString:
        """Return the part of this key, from memory while it stands, else as `render` makes it.

        `key` is all that makes it another one; `render` asks no unseen table.
        """
        now = time.time()
        part = self.store.get(key)
        if part is None or not part.holds(self.version, now):
            until = changes.moment_after(datetime.fromtimestamp(now, UTC)).timestamp()
            part = KeptPart(render(), self.version, now, until)
            self.store.put(key, part)
        return part.text
