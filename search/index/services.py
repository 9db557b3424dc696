"""Keep the index equal to the database: drain the outbox, rebuild, compare, repair.

The order of the steps in `_drain_batch` and `rebuild_index` is what makes it safe, with any number of workers:
entries are read, then a version is taken, then the objects are read, then written. A newer version has therefore
read the objects after every change for which an older one is responsible, and may win over it.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max, Min, Q

from search.engines.base import EngineUnavailableError, IndexMissingError
from search.engines.choice import get_engine
from search.index.outbox import IndexState, OutboxEntry
from search.index.rebuilding import Progress, Rebuild
from search.index.source_rows import BATCH_SIZE, batches, documents_of, error_text, keys_of
from search.sources.documents import Document, document_id
from search.sources.registry import find_source, sources

logger = logging.getLogger(__name__)


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
    """The lag of the index.

    `live` names the index, none if it can't be used. `oldest` is when the oldest of the `pending` changes was made,
    `untried` the same without the `failing` ones, which wait for somebody to look at them.
    """

    live: str | None
    pending: int
    oldest: datetime | None
    untried: datetime | None = None
    failing: int = 0


@dataclass(frozen=True, slots=True)
class Repaired:
    """`found`: number of documents on one side only; `read`: number of documents compared."""

    found: int = 0
    read: int = 0


def next_version() -> int:
    """Return the version of the next write, greater than all before, whichever process took them."""
    with transaction.atomic():
        state = IndexState.objects.locked()
        state.grow()
        state.save(update_fields=["version"])
    return state.version


def drain_outbox(*, batch_size: int = BATCH_SIZE) -> Drained:
    """Write every change due by now to the index, one commit a batch. Rebuilds the index if it is missing.

    Later changes queue their own drain. Safe to run twice at the same time. Raises `EngineUnavailableError` when the
    engine cannot answer: entries stay.
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
    """Fill a fresh index from the database, make it the live one, then drain what changed meanwhile.

    Returns the number of documents. Raises `RebuildRunningError` if another process is at it, unless `force`. Starts
    again if it was believed dead: meanwhile entries were crossed out whose changes the index just filled may lack.
    """
    rebuild = Rebuild(force=force)
    try:
        rebuild.fill(progress)
        alive = rebuild.end()
    finally:
        rebuild.give_up()
    if not alive:
        return rebuild_index(progress=progress)
    drain_outbox()
    return rebuild.written


def lag() -> Lag:
    """Return the lag of the index, for the health page. One query."""
    try:
        live = get_engine().ensure()
    except EngineUnavailableError:
        live = None
    waiting = OutboxEntry.objects.pending(live).aggregate(
        pending=Count("pk"),
        oldest=Min("created"),
        untried=Min("created", filter=Q(attempts=0)),
        failing=Count("pk", filter=Q(attempts__gt=0)),
    )
    return Lag(live=live, **waiting)


def count_kinds() -> list[KindCount]:
    """Count the documents of each kind on both sides; a kind that no app declares any more has none in the database."""
    in_index = get_engine().count_by_kind()
    counts = [
        KindCount(source.kind, source.label_plural, source.queryset().count(), in_index.pop(source.kind, 0))
        for source in sources()
    ]
    return counts + [KindCount(kind, kind, 0, count) for kind, count in sorted(in_index.items())]


def repair_index() -> Repaired:
    """Have every document of either side read and written again, through the outbox: what lacks, what is too much, and
    what says something else than the database. Costs about as much as a rebuild, without a switch."""
    drain_outbox()
    engine, repaired = get_engine(), Repaired()
    for count in count_kinds():
        source = find_source(count.kind)
        expected, indexed = set(keys_of(source)) if source else set(), engine.keys(count.kind)
        keys = sorted(expected | indexed)
        for batch in batches(keys):
            OutboxEntry.objects.note(count.kind, batch)
            drain_outbox()
        repaired = Repaired(repaired.found + len(expected ^ indexed), repaired.read + len(keys))
    return repaired


def _drain_batch(entries: list[OutboxEntry]) -> Drained:
    engine = get_engine()
    live, version = engine.ensure(), next_version()
    rebuilding = IndexState.objects.current().is_rebuilding
    keys: dict[str, set[str]] = {}
    for entry in entries:
        keys.setdefault(entry.kind, set()).add(entry.key)
    documents: list[Document] = []
    removed: list[str] = []
    failures: dict[str, str] = {}
    for kind, wanted in keys.items():
        source = find_source(kind)
        found, errors = documents_of(source, wanted) if source else ([], {})
        documents += found
        failures |= errors
        present = {document.id for document in found} | errors.keys()
        removed += sorted({document_id(kind, key) for key in wanted} - present)
    refused = _write([*documents, *removed], version)
    if engine.ensure() != live:
        # The documents may be older than the index they were written to, which cannot refuse them: note them again.
        for kind, wanted in keys.items():
            OutboxEntry.objects.note(kind, wanted)
    _settle(entries, failures | refused, keep_for=live if rebuilding else "")
    written = [document for document in documents if document.id not in refused]
    return Drained(len(written), len([each for each in removed if each not in refused]), len(failures | refused))


def _write(changes: list[Document | str], version: int) -> dict[str, str]:
    """Write documents and remove those given by id alone; return the errors of refused ones, by id."""
    documents = [change for change in changes if isinstance(change, Document)]
    removed = [change for change in changes if isinstance(change, str)]
    try:
        get_engine().apply(documents=documents, removed=removed, version=version)
    except EngineUnavailableError:
        raise
    except Exception as error:  # the batch is halved to find the faulty document, so that the others do not wait for it
        if len(changes) == 1:
            refused = removed[0] if removed else documents[0].id
            logger.exception("%s is refused by the engine", refused)
            return {refused: error_text(error)}
        half = len(changes) // 2
        return _write(changes[:half], version) | _write(changes[half:], version)
    return {}


def _settle(entries: list[OutboxEntry], failures: dict[str, str], *, keep_for: str) -> None:
    """Delete the entries that are done (or keep them for a running rebuild), postpone those that failed."""
    failed = [entry for entry in entries if document_id(entry.kind, entry.key) in failures]
    for entry in failed:
        entry.postpone(failures[document_id(entry.kind, entry.key)])
    done = OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries if entry not in failed])
    with transaction.atomic():
        OutboxEntry.objects.bulk_update(failed, ["attempts", "error", "due"])
        if keep_for:
            done.update(applied_to=keep_for)
        else:
            done.delete()


def _forget_replayed(live: str) -> None:
    """Delete the entries kept for a rebuild that is over, if the live index has them.

    They are listed before the question is asked: a rebuild that begins in between needs those that come after.
    """
    kept_entries = list(OutboxEntry.objects.filter(applied_to=live).values_list("pk", flat=True))
    if kept_entries and not IndexState.objects.current().is_rebuilding:
        for batch in batches(kept_entries):
            OutboxEntry.objects.filter(pk__in=batch).delete()
