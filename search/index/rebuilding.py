"""One rebuild: the fresh index filled from the whole database, with signs of life on the way."""

import logging
import uuid
from collections.abc import Callable, Iterator

from django.db import transaction
from django.utils import timezone

from search.engines.base import DocumentRefusedError, EngineUnavailableError
from search.engines.choice import get_engine
from search.index.outbox import REBUILD_SILENCE, IndexState, OutboxEntry
from search.index.source_rows import batches, documents_of, keys_of
from search.sources.documents import Document
from search.sources.registry import sources

logger = logging.getLogger(__name__)

# A rebuild goes on without the documents that the engine refuses, up to this many.
MAX_REFUSED = 20
# Called with the number of documents done and their total.
Progress = Callable[[int, int], None]


class RebuildRunningError(EngineUnavailableError):
    """Another process rebuilds the index."""


class Rebuild:
    """A rebuild that nobody else runs at the same time, as `IndexState` says; `version` is that of what it writes."""

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
        # Id of the document that the engine is busy with.
        self._handed: str | None = None

    def fill(self, progress: Progress | None) -> None:
        """Fill a fresh index and make it the live one, without the documents that the engine chokes on.

        Those have an entry in the outbox, which will tell.
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
                # An engine that reads ahead says which one it was.
                refused = error.document_id if isinstance(error, DocumentRefusedError) else self._handed
                if refused is None or len(self._refused) == MAX_REFUSED:
                    raise
                logger.exception("%s is refused by the engine", refused)
                self._refused.add(refused)
                kind, _, key = refused.partition(":")
                OutboxEntry.objects.note(kind, [key])
            else:
                return

    def end(self) -> bool:
        """Whether all the world knew to the end that it was running.

        If not, entries may have been crossed out meanwhile whose changes the fresh index lacks.
        """
        return self._beat(rebuilt_at=timezone.now(), rebuild_id="") and not self._fell_silent

    def give_up(self) -> None:
        """Leave the door open; without effect after `end`."""
        self._state.update(rebuild_id="")

    def _documents(self, progress: Progress | None) -> Iterator[Document]:
        """Every document, read in batches that each end before the next: while a query is half read, SQLite lets its
        connection write nothing that comes after another's write."""
        keys = {source: keys_of(source) for source in sources()}
        total, done = sum(map(len, keys.values())), 0
        for source, wanted in keys.items():
            for batch in batches(wanted):
                self._show_life()
                documents, errors = documents_of(source, batch)
                # They will tell.
                OutboxEntry.objects.note(source.kind, [identity.partition(":")[2] for identity in errors])
                yield from self._hand_over(documents)
                done += len(batch)
                if progress:
                    progress(done, total)
        self._show_life()

    def _hand_over(self, documents: list[Document]) -> Iterator[Document]:
        for document in documents:
            if document.id not in self._refused:
                self._handed = document.id
                yield document
                self._handed = None
                self.written += 1

    def _show_life(self) -> None:
        """Stop a rebuild that another one has replaced; remembers that it was silent for so long as to seem dead."""
        if not self._beat():
            self._fell_silent = True
            if not self._state.update(rebuild_beat=timezone.now()):
                raise RebuildRunningError("une autre reconstruction de l’index a pris la place de celle-ci")

    def _beat(self, **changes) -> bool:
        """A sign of life, if the last one still counts."""
        now = timezone.now()
        return bool(self._state.filter(rebuild_beat__gt=now - REBUILD_SILENCE).update(rebuild_beat=now, **changes))
