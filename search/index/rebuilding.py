"""A rebuild: a fresh index filled from the whole database, with regular signs of life."""

import logging
import uuid
from collections.abc import Callable, Iterator

from django.db import transaction
from django.utils import timezone

from search.engines.base import DocumentRefusedError, EngineUnavailableError
from search.engines.choice import get_engine
from search.index.outbox import REBUILD_SILENCE, IndexState, OutboxEntry
from search.index.source_rows import batches, documents_of, keys_of
from search.meaning.services import forget_other_meanings, keep_meanings
from search.sources.documents import Document, document_id
from search.sources.registry import sources

logger = logging.getLogger(__name__)

# Maximum number of refused documents before a rebuild gives up.
MAX_REFUSED = 20
# Called with the number of indexed documents and their total.
Progress = Callable[[int, int], None]


class RebuildRunningError(EngineUnavailableError):
    """Another process is rebuilding the index."""


class Rebuild:
    """A rebuild, the only one at a time, by `IndexState`; `version`: that of its writes."""

    def __init__(self, *, force: bool = False) -> None:
        """Raises `RebuildRunningError` if another process is at it, unless `force`."""
        with transaction.atomic():
            state = IndexState.objects.locked()
            if state.is_rebuilding and not force:
                raise RebuildRunningError("une reconstruction de l’index est déjà en cours")
            state.grow()
            state.rebuild_id = uuid.uuid4().hex
            state.rebuild_beat = timezone.now()
            state.save(update_fields=["version", "rebuild_id", "rebuild_beat"])
        self.version = state.version
        self.written = 0
        self._state = IndexState.objects.filter(rebuild_id=state.rebuild_id)
        self._fell_silent = False
        self._refused: set[str] = set()
        # Id of the document that the engine is processing.
        self._handed: str | None = None

    def fill(self, progress: Progress | None) -> None:
        """Fill a fresh index and make it the live one, without the documents that the engine refuses.

        These get an entry in the outbox, which reports them.
        """
        while True:
            self.written, self._handed = 0, None
            try:
                get_engine().rebuild(self._documents(progress), version=self.version)
            except EngineUnavailableError:
                raise
            except OSError as error:
                raise EngineUnavailableError(str(error)) from error
            except Exception as error:
                # An engine that reads ahead names the refused document.
                refused_id = error.document_id if isinstance(error, DocumentRefusedError) else self._handed
                if refused_id is None or len(self._refused) == MAX_REFUSED:
                    raise
                logger.exception("%s is refused by the engine", refused_id)
                self._refused.add(refused_id)
                kind, _, key = refused_id.partition(":")
                OutboxEntry.objects.note(kind, [key])
            else:
                return

    def end(self) -> bool:
        """End the rebuild; True if its signs of life never stopped.

        If they did, entries may have been deleted meanwhile whose changes the fresh index lacks.
        """
        return self._beat(rebuilt_at=timezone.now(), rebuild_id="") and not self._fell_silent

    def give_up(self) -> None:
        """Let another rebuild start; without effect after `end`."""
        self._state.update(rebuild_id="")

    def _documents(self, progress: Progress | None) -> Iterator[Document]:
        """Yield every document, read in batches that each end before the next.

        While a query is half read, SQLite lets its connection write nothing after the write of another one.
        """
        keys = {source: keys_of(source) for source in sources()}
        total, done_count = sum(map(len, keys.values())), 0
        for source, source_keys in keys.items():
            ids = (document_id(source.kind, key) for key in source_keys)
            forget_other_meanings(kind=source.kind, ids=ids)
            for batch in batches(source_keys):
                self._show_life()
                documents, errors = documents_of(source, batch)
                # Their entries will be retried and reported.
                OutboxEntry.objects.note(source.kind, [identity.partition(":")[2] for identity in errors])
                keep_meanings(documents=documents)
                yield from self._hand_over(documents)
                done_count += len(batch)
                if progress:
                    progress(done_count, total)
        self._show_life()

    def _hand_over(self, documents: list[Document]) -> Iterator[Document]:
        for document in documents:
            if document.id not in self._refused:
                self._handed = document.id
                yield document
                self._handed = None
                self.written += 1

    def _show_life(self) -> None:
        """Give a sign of life. Raises `RebuildRunningError` if another rebuild has replaced this one."""
        if not self._beat():
            self._fell_silent = True
            if not self._state.update(rebuild_beat=timezone.now()):
                raise RebuildRunningError("une autre reconstruction de l’index a pris la place de celle-ci")

    def _beat(self, **changes) -> bool:
        """Save a sign of life; True if the last one was recent enough."""
        now = timezone.now()
        return bool(self._state.filter(rebuild_beat__gt=now - REBUILD_SILENCE).update(rebuild_beat=now, **changes))
