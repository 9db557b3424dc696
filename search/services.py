"""Keeping the index true to the database: drain the outbox, rebuild, compare, repair.

The order of the steps in `_drain_batch` and `rebuild_index` is what makes it safe, with any number of workers:
entries are read, then a version is taken, then the objects are read, then written. A newer version has therefore
read the objects after every change for which an older one is responsible, and may win over it.
"""

import logging
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from search.documents import Document, document_id
from search.engines import get_engine
from search.engines.base import EngineUnavailableError, IndexMissingError
from search.models import IndexState, OutboxEntry
from search.registry import SearchSource, find_source, sources

logger = logging.getLogger(__name__)

BATCH_SIZE = 200
# Called with the number of documents done and their total.
Progress = Callable[[int, int], None]


class RebuildRunningError(EngineUnavailableError):
    """Another process rebuilds the index."""


@dataclass(frozen=True, slots=True)
class Drained:
    written: int = 0
    removed: int = 0
    failed: int = 0

    def __add__(self, other: "Drained") -> "Drained":
        return Drained(self.written + other.written, self.removed + other.removed, self.failed + other.failed)


@dataclass(frozen=True, slots=True)
class KindCount:
    kind: str
    label: str
    in_database: int
    in_index: int


@dataclass(frozen=True, slots=True)
class Lag:
    """How far the index is behind. `live` names the index, none if it can't be used."""

    live: str | None
    pending: int
    oldest: datetime | None


def next_version() -> int:
    """A version for the next write, greater than all before, whichever process took them."""
    with transaction.atomic():
        state = _locked_state()
        state.version += 1
        state.save(update_fields=["version"])
    return state.version


def drain_outbox(*, batch_size: int = BATCH_SIZE) -> Drained:
    """Brings every change due by now into the index, one commit a batch. Rebuilds the index if it is missing.

    Later changes ask for their own drain. Safe to run twice at the same time. Raises `EngineUnavailableError` when the
    engine can't answer: entries stay.
    """
    engine, total = get_engine(), Drained()
    try:
        engine.ensure()
    except IndexMissingError:
        rebuild_index()
    _forget_replayed(engine.ensure())
    last = OutboxEntry.objects.due(engine.ensure()).aggregate(last=Max("pk"))["last"] or 0
    while entries := list(OutboxEntry.objects.due(engine.ensure()).filter(pk__lte=last)[:batch_size]):
        total += _drain_batch(entries)
    return total


def rebuild_index(*, progress: Progress | None = None, force: bool = False) -> int:
    """Fills a fresh index from the database, makes it the live one, then drains what changed meanwhile.

    Returns the number of documents. Raises `RebuildRunningError` if another process is at it, unless `force`.
    """
    rebuild_id, version = _begin_rebuild(force=force)
    written = 0

    def counted() -> Iterator[Document]:
        nonlocal written
        for document in _all_documents(rebuild_id, progress):
            written += 1
            yield document

    try:
        get_engine().rebuild(counted(), version=version)
        IndexState.objects.filter(rebuild_id=rebuild_id).update(rebuilt_at=timezone.now())
    finally:
        IndexState.objects.filter(rebuild_id=rebuild_id).update(rebuild_id="")
    drain_outbox()
    return written


def lag() -> Lag:
    """What is pending, for the health page: two queries."""
    try:
        live = get_engine().ensure()
    except EngineUnavailableError:
        live = None
    pending = OutboxEntry.objects.pending(live)
    oldest = pending.order_by("created").values_list("created", flat=True).first()
    return Lag(live=live, pending=pending.count(), oldest=oldest)


def count_kinds() -> list[KindCount]:
    """Documents of each kind on both sides; a kind that no app declares any more has none in the database."""
    in_index = get_engine().count_by_kind()
    counts = [
        KindCount(source.kind, source.label_plural, source.queryset().count(), in_index.pop(source.kind, 0))
        for source in sources()
    ]
    return counts + [KindCount(kind, kind, 0, count) for kind, count in sorted(in_index.items())]


def repair_index() -> int:
    """Notes and drains every document that one side lacks; returns how many there were."""
    engine, found = get_engine(), 0
    for count in count_kinds():
        source = find_source(count.kind)
        expected = set(_keys(source)) if source else set()
        found += OutboxEntry.objects.note(count.kind, sorted(expected ^ engine.keys(count.kind)))
    drain_outbox()
    return found


def _drain_batch(entries: list[OutboxEntry]) -> Drained:
    engine = get_engine()
    live, version = engine.ensure(), next_version()
    rebuilding = _state().is_rebuilding
    keys: dict[str, set[str]] = {}
    for entry in entries:
        keys.setdefault(entry.kind, set()).add(entry.key)
    documents: list[Document] = []
    removed: list[str] = []
    failures: dict[tuple[str, str], str] = {}
    for kind, wanted in keys.items():
        found, errors = _documents(find_source(kind), wanted)
        documents += found
        failures |= {(kind, key): error for key, error in errors.items()}
        present = {document.key for document in found} | errors.keys()
        removed += [document_id(kind, key) for key in sorted(wanted - present)]
    engine.apply(documents=documents, removed=removed, version=version)
    _settle(entries, failures, keep_for=live if rebuilding else "")
    return Drained(written=len(documents), removed=len(removed), failed=len(failures))


def _keys(source: SearchSource) -> list[str]:
    """Keys of everything of that kind that belongs in the index."""
    return [str(key) for key in source.queryset().order_by("pk").values_list(source.key_field, flat=True)]


def _documents(source: SearchSource | None, keys: Iterable[str]) -> tuple[list[Document], dict[str, str]]:
    """The documents of those of `keys` that belong in the index, and the errors of those that can't be described."""
    documents, errors = [], {}
    for instance in source.keyed(source.queryset(), keys) if source else ():
        try:
            documents.append(source.weighted_document(instance))
        except Exception as error:  # an app's mistake on one object must not hold up the others
            logger.exception("%s %s can't be indexed", source.kind, source.key_of(instance))
            errors[source.key_of(instance)] = f"{type(error).__name__}: {error}"
    return documents, errors


def _settle(entries: list[OutboxEntry], failures: dict[tuple[str, str], str], *, keep_for: str) -> None:
    """Crosses out what was done (or keeps it for the index being rebuilt) and puts off what failed."""
    failed = [entry for entry in entries if (entry.kind, entry.key) in failures]
    for entry in failed:
        entry.postpone(failures[entry.kind, entry.key])
    done = OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries if entry not in failed])
    with transaction.atomic():
        OutboxEntry.objects.bulk_update(failed, ["attempts", "error", "due"])
        if keep_for:
            done.update(applied_to=keep_for)
        else:
            done.delete()


def _forget_replayed(live: str) -> None:
    """Entries kept for a rebuild that is over: if the live index has them, nobody needs them any more."""
    if not _state().is_rebuilding:
        OutboxEntry.objects.filter(applied_to=live).delete()


def _begin_rebuild(*, force: bool) -> tuple[str, int]:
    with transaction.atomic():
        state = _locked_state()
        if state.is_rebuilding and not force:
            raise RebuildRunningError("une reconstruction de l’index est déjà en cours")
        state.version += 1
        state.rebuild_id = uuid.uuid4().hex
        state.rebuild_beat = timezone.now()
        state.save()
    return state.rebuild_id, state.version


def _all_documents(rebuild_id: str, progress: Progress | None) -> Iterator[Document]:
    """Every document, read in batches that each end before the next: while a query is half read, SQLite lets its
    connection write nothing that comes after another's write."""
    keys = {source: _keys(source) for source in sources()}
    total, done = sum(map(len, keys.values())), 0
    for source, wanted in keys.items():
        for start in range(0, len(wanted), BATCH_SIZE):
            _beat(rebuild_id)
            batch = wanted[start : start + BATCH_SIZE]
            documents, errors = _documents(source, batch)
            OutboxEntry.objects.note(source.kind, errors)  # they will tell
            yield from documents
            done += len(batch)
            if progress:
                progress(done, total)


def _beat(rebuild_id: str) -> None:
    """A sign of life; stops a rebuild that another one has replaced."""
    if not IndexState.objects.filter(rebuild_id=rebuild_id).update(rebuild_beat=timezone.now()):
        raise RebuildRunningError("une autre reconstruction de l’index a pris la place de celle-ci")


def _locked_state() -> IndexState:
    state, _ = IndexState.objects.select_for_update().get_or_create(pk=1)
    return state


def _state() -> IndexState:
    return IndexState.objects.filter(pk=1).first() or IndexState(pk=1)
