"""A rebuild runs alone, reports progress, and does not stop at a bad document."""

from dataclasses import replace

import pytest
from django.utils import timezone

from search.engines.base import DocumentRefusedError, EngineUnavailableError
from search.engines.choice import get_engine
from search.index import rebuilding, source_rows
from search.index.outbox import REBUILD_SILENCE, IndexState, OutboxEntry
from search.index.rebuilding import Rebuild, RebuildRunningError
from search.index.services import drain_outbox, rebuild_index
from search.sources.registry import source
from tests.clock import freeze_time
from tests.factories.reseau import EPMFactory
from tests.moments import A_MINUTE

pytestmark = pytest.mark.usefixtures("without_frameworks")


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(source_rows, "BATCH_SIZE", 1)


def test_only_one_rebuild_runs_at_a_time_unless_forced(db):
    first = Rebuild()
    with pytest.raises(RebuildRunningError, match="déjà en cours"):
        Rebuild()
    second = Rebuild(force=True)
    with pytest.raises(RebuildRunningError, match="pris la place"):
        first.fill(None)
    second.fill(None)
    assert (first.end(), second.end()) == (False, True)


def test_finished_or_abandoned_rebuild_allows_the_next_one(db):
    rebuild = Rebuild()
    rebuild.give_up()
    rebuild = Rebuild()
    assert rebuild.end() is True
    assert (IndexState.objects.get().rebuild_id, Rebuild().end()) == ("", True)


def test_killed_rebuild_is_replaced_after_a_while(db):
    Rebuild()
    last_beat = IndexState.objects.get().rebuild_beat
    with freeze_time(last_beat + REBUILD_SILENCE - A_MINUTE), pytest.raises(RebuildRunningError):
        Rebuild()
    with freeze_time(last_beat + REBUILD_SILENCE):
        assert Rebuild().end() is True


def test_each_batch_reports_progress(db):
    EPMFactory.create_batch(2)
    beats = []
    Rebuild().fill(lambda done_count, total: beats.append(IndexState.objects.get().rebuild_beat))
    assert len(set(beats)) == 2


def test_version_is_newer_than_every_earlier_write(db):
    first, second = Rebuild(), Rebuild(force=True)
    assert first.version < second.version


def test_stalled_rebuild_starts_again_for_the_changes_it_missed(index):
    """A drain that sees no running rebuild deletes its entries, so the fresh index misses those changes."""
    epm = EPMFactory(name="EPM de Cajarc")
    changes = iter(["EPM de Carjac"])

    def fall_silent_once(done_count: int, total: int) -> None:
        for epm.name in changes:
            IndexState.objects.update(rebuild_beat=timezone.now() - REBUILD_SILENCE)
            epm.save()
            drain_outbox()

    rebuild_index(progress=fall_silent_once)
    assert titles("EPM") == ["EPM de Carjac"]


def test_rebuild_that_switches_after_another_starts_again(index, monkeypatch):
    """The first rebuild is forced aside during its last writes, and puts an older index over a newer one."""
    epm = EPMFactory(name="EPM de Cajarc")
    of_engine = index.rebuild

    def be_slow(documents, *, version: int) -> None:
        documents_read = list(documents)
        monkeypatch.undo()
        rebuild_index(force=True)
        epm.name = "EPM de Carjac"
        epm.save()
        drain_outbox()
        of_engine(documents_read, version=version)

    monkeypatch.setattr(index, "rebuild", be_slow)
    rebuild_index()
    assert titles("EPM") == ["EPM de Carjac"]


def test_rebuild_that_ends_while_a_drain_forgets_keeps_its_changes(index, monkeypatch):
    """The drain has listed the changes kept for the rebuild, and asks whether it runs just after its end."""
    epm = EPMFactory(name="EPM de Cajarc")
    rebuild = Rebuild()
    documents_read = list(rebuild._documents(None))
    epm.name = "EPM de Carjac"
    epm.save()
    drain_outbox()
    ask = IndexState.objects.current

    def be_late() -> IndexState:
        monkeypatch.undo()
        index.rebuild(documents_read, version=rebuild.version)
        assert rebuild.end()
        return ask()

    monkeypatch.setattr(IndexState.objects, "current", be_late)
    drain_outbox()
    drain_outbox()
    assert titles("EPM") == ["EPM de Carjac"]
    assert not OutboxEntry.objects.exists()


def titles(text: str) -> list[str]:
    return sorted(suggestion.title for suggestion in get_engine().suggest(text, audience=frozenset({"public"})))


@pytest.fixture
def unwritable(monkeypatch):
    """Make the engine refuse the document of « EPM fautif », which no encoding accepts; return its repair."""
    of_epm = source("epm").document

    def spoil(instance):
        document = of_epm(instance)
        return replace(document, body="\ud800") if instance.name.startswith("EPM fautif") else document

    monkeypatch.setattr(source("epm"), "document", spoil, raising=False)
    return monkeypatch.undo


def test_refused_document_is_left_out_and_noted(db, unwritable):
    EPMFactory(name="EPM fautif")
    EPMFactory(name="EPM juste")
    OutboxEntry.objects.all().delete()
    assert rebuild_index() == 1
    assert titles("EPM") == ["EPM juste"]
    entry = OutboxEntry.objects.get()
    assert (entry.attempts, entry.error.partition(":")[0]) == (1, "UnicodeEncodeError")
    unwritable()
    OutboxEntry.objects.update(due=timezone.now())
    drain_outbox()
    assert titles("EPM") == ["EPM fautif", "EPM juste"]


def test_document_refused_after_others_were_read_is_the_one_left_out(index, monkeypatch):
    """A cluster is sent many documents at once."""
    EPMFactory(name="EPM fautif")
    EPMFactory.create_batch(2, name="EPM juste")
    of_engine = index.rebuild

    def read_ahead(documents, *, version: int) -> None:
        documents_read = list(documents)
        for document in documents_read:
            if document.title == "EPM fautif":
                raise DocumentRefusedError(document.id, "malformed")
        of_engine(documents_read, version=version)

    monkeypatch.setattr(index, "rebuild", read_ahead)
    assert rebuild_index() == 2
    assert index.count() == 3


def test_rebuild_gives_up_when_everything_is_refused(index, unwritable, monkeypatch):
    monkeypatch.setattr(rebuilding, "MAX_REFUSED", 2)
    EPMFactory.create_batch(3, name="EPM fautif")
    live = index.ensure()
    with pytest.raises(UnicodeEncodeError):
        rebuild_index()
    assert (index.ensure(), IndexState.objects.get().rebuild_id) == (live, "")


def test_disk_failure_counts_as_an_engine_that_is_down(db, settings):
    settings.SEARCH_INDEX_DIR.write_text("a file where the index should be")
    with pytest.raises(EngineUnavailableError):
        rebuild_index()
    assert IndexState.objects.get().rebuild_id == ""
