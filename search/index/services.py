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
from search.index.row_changes import spread_rows
from search.index.source_rows import BATCH_SIZE, batches, documents_of, error_text, keys_of
from search.meaning.services import forget_meanings, keep_meanings
from search.sources.documents import Document, document_id
from search.sources.registry import find_source, sources

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DrainOutcome:
    written: int = 0
    removed: int = 0
    failed: int = 0

    def __add__(self, other: "DrainOutcome") -> "DrainOutcome":
        return DrainOutcome(self.written + other.written, self.removed + other.removed, self.failed + other.failed)


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
class RepairOutcome:
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


def drain_outbox(*, batch_size: int = BATCH_SIZE) -> DrainOutcome:
    """Write every change due by now to the index, one commit a batch. Rebuilds the index if it is missing.

    Later changes queue their own drain. Safe to run twice at the same time. Raises `EngineUnavailableError` when the
    engine cannot answer: entries stay.
    """
    engine, total = get_engine(), DrainOutcome()
    try:
        engine.ensure()
    except IndexMissingError:
        rebuild_index()
    _forget_replayed(engine.ensure())
    spread_rows()
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


def repair_index() -> RepairOutcome:
    """Read and write again, through the outbox, every document of either side: missing, superfluous and outdated ones.

    It costs about as much as a rebuild, without a switch.
    """
    drain_outbox()
    engine, outcome = get_engine(), RepairOutcome()
    for count in count_kinds():
        source = find_source(count.kind)
        expected, indexed = set(keys_of(source)) if source else set(), engine.keys(count.kind)
        keys = sorted(expected | indexed)
        for batch in batches(keys):
            OutboxEntry.objects.note(count.kind, batch)
            drain_outbox()
        outcome = RepairOutcome(outcome.found + len(expected ^ indexed), outcome.read + len(keys))
    return outcome


def _drain_batch(entries: list[OutboxEntry]) -> DrainOutcome:
    engine = get_engine()
    live, version = engine.ensure(), next_version()
    rebuilding = IndexState.objects.current().is_rebuilding
    keys: dict[str, set[str]] = {}
    for entry in entries:
        keys.setdefault(entry.kind, set()).add(entry.key)
    documents: list[Document] = []
    removed_ids: list[str] = []
    failures: dict[str, str] = {}
    for kind, source_keys in keys.items():
        source = find_source(kind)
        source_documents, errors = documents_of(source, source_keys) if source else ([], {})
        documents += source_documents
        failures |= errors
        present = {document.id for document in source_documents} | errors.keys()
        removed_ids += sorted({document_id(kind, key) for key in source_keys} - present)
    refusals = _write([*documents, *removed_ids], version)
    if engine.ensure() != live:
        # The documents may be older than the index they were written to, which cannot refuse them: note them again.
        for kind, source_keys in keys.items():
            OutboxEntry.objects.note(kind, source_keys)
    written_documents = [document for document in documents if document.id not in refusals]
    keep_meanings(documents=written_documents)
    forget_meanings(ids=removed_ids)
    _settle(entries, failures | refusals, keep_for=live if rebuilding else "")
    return DrainOutcome(
        len(written_documents),
        len([removed_id for removed_id in removed_ids if removed_id not in refusals]),
        len(failures | refusals),
    )


def _write(changes: list[Document | str], version: int) -> dict[str, str]:
    """Write documents and remove those given by id alone; return the errors of refused ones, by id."""
    documents = [change for change in changes if isinstance(change, Document)]
    removed_ids = [change for change in changes if isinstance(change, str)]
    try:
        get_engine().apply(documents=documents, removed_ids=removed_ids, version=version)
    except EngineUnavailableError:
        raise
    except Exception as error:  # the batch is halved to find the faulty document, so that the others do not wait for it
        if len(changes) == 1:
            [refused] = changes
            refused_id = refused if isinstance(refused, str) else refused.id
            logger.exception("%s is refused by the engine", refused_id)
            return {refused_id: error_text(error)}
        half = len(changes) // 2
        return _write(changes[:half], version) | _write(changes[half:], version)
    return {}


def _settle(entries: list[OutboxEntry], failures: dict[str, str], *, keep_for: str) -> None:
    """Delete the entries that are done (or keep them for a running rebuild), postpone those that failed."""
    failed_entries = [entry for entry in entries if document_id(entry.kind, entry.key) in failures]
    for entry in failed_entries:
        entry.postpone(failures[document_id(entry.kind, entry.key)])
    done_entries = OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries if entry not in failed_entries])
    with transaction.atomic():
        OutboxEntry.objects.bulk_update(failed_entries, ["attempts", "error", "due"])
        if keep_for:
            done_entries.update(applied_to=keep_for)
        else:
            done_entries.delete()


def _forget_replayed(live: str) -> None:
    """Delete the entries kept for a rebuild that is over, if the live index has them.

    They are listed before the questions are asked: a rebuild that begins in between needs those that come after, and
    one that ends in between has made live an index that lacks those listed.
    """
    kept_entries = list(OutboxEntry.objects.filter(applied_to=live).values_list("pk", flat=True))
    if kept_entries and not IndexState.objects.current().is_rebuilding and get_engine().ensure() == live:
        for batch in batches(kept_entries):
            OutboxEntry.objects.filter(pk__in=batch).delete()
