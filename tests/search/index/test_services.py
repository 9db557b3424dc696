"""The outbox is drained, the index rebuilt, compared and repaired, and nothing is lost on the way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from reseau.places.models.epm import EPM
from search.engines.base import EngineUnavailableError, SearchQuery
from search.engines.choice import get_engine
from search.index import source_rows
from search.index.outbox import REBUILD_SILENCE, IndexState, OutboxEntry
from search.index.rebuilding import Rebuild, RebuildRunningError
from search.index.services import (
    DrainOutcome,
    KindCount,
    RepairOutcome,
    count_kinds,
    drain_outbox,
    lag,
    next_version,
    rebuild_index,
    repair_index,
)
from search.index.sync import sync_paused
from search.meaning.models import DocumentMeaning
from search.sources.registry import source
from tests.clock import freeze_time
from tests.factories.reseau import EPMFactory
from tests.factories.search import DocumentFactory, OutboxEntryFactory
from tests.moments import days_from_now

pytestmark = pytest.mark.usefixtures("without_frameworks")

PUBLIC = frozenset({"public"})


def titles(text: str) -> list[str]:
    return sorted(hit.title for hit in get_engine().search(SearchQuery(text, PUBLIC)).hits)


def pending() -> list[tuple[str, str]]:
    return sorted(OutboxEntry.objects.pending(lag().live).values_list("kind", "key"))


def kept_meanings() -> list[str]:
    return sorted(DocumentMeaning.objects.values_list("identity", flat=True))


@pytest.fixture
def broken_document(monkeypatch):
    """Describing an EPM called « EPM fautif » fails; returns a function that mends it."""
    of_epm = source("epm").document

    def fail(instance):
        if instance.name == "EPM fautif":
            raise ValueError("no such field")
        return of_epm(instance)

    monkeypatch.setattr(source("epm"), "document", fail, raising=False)
    return monkeypatch.undo


@pytest.fixture
def unwritable_document(monkeypatch):
    """The engine can't take an EPM called « EPM fautif »; returns a function that mends it."""
    of_epm = source("epm").document

    def spoil(instance):
        document = of_epm(instance)
        return replace(document, body="\ud800") if instance.name == "EPM fautif" else document

    monkeypatch.setattr(source("epm"), "document", spoil, raising=False)
    return monkeypatch.undo


@pytest.fixture
def engine_down(monkeypatch):
    """Every write fails, as when the engine is stopped; returns a function that starts it again."""

    def refuse(**_):
        raise EngineUnavailableError("stopped")

    monkeypatch.setattr(get_engine(), "apply", refuse)
    return monkeypatch.undo


def test_new_object_is_found_once_drained(index):
    EPMFactory(name="EPM de Cajarc")
    assert titles("Cajarc") == []
    assert drain_outbox() == DrainOutcome(written=1)
    assert (titles("Cajarc"), pending()) == (["EPM de Cajarc"], [])


def test_meaning_follows_the_index(index, settings):
    """Written with the change, forgotten with it, and once more by a rebuild."""
    settings.SEARCH_MEANING = True
    epm = EPMFactory(name="EPM de Cajarc", presentation="On y apprend à se servir d’un ordinateur. " * 4)
    drain_outbox()
    identity = f"epm:{epm.pk}"
    assert kept_meanings() == [identity]

    with sync_paused():
        DocumentMeaning.objects.create(identity="epm:0", digest="", vectors=b"")
        DocumentMeaning.objects.named([identity]).delete()
    rebuild_index()
    assert kept_meanings() == [identity]

    epm.delete()
    drain_outbox()
    assert kept_meanings() == []


def test_object_is_read_when_drained_not_when_noted(index):
    epm = EPMFactory(name="EPM de Cajarc")
    EPM.objects.filter(pk=epm.pk).update(name="EPM de Carjac")
    drain_outbox()
    assert titles("EPM") == ["EPM de Carjac"]


def test_several_changes_of_an_object_are_one_document(index):
    epm = EPMFactory()
    for name in ("EPM A", "EPM B"):
        epm.name = name
        epm.save()
    assert [kind for kind, _ in pending() if kind == "epm"] == ["epm"] * 3
    assert drain_outbox() == DrainOutcome(written=1)


def test_object_outside_the_index_is_removed(index):
    epm = EPMFactory(name="EPM de Cajarc")
    drain_outbox()
    epm.is_open = False
    epm.save()
    assert drain_outbox() == DrainOutcome(removed=1)
    assert titles("Cajarc") == []


def test_deleted_object_is_removed(index):
    epm = EPMFactory(name="EPM de Cajarc")
    drain_outbox()
    epm.delete()
    drain_outbox()
    assert titles("Cajarc") == []


def test_undeclared_kind_is_removed(index):
    index.index([DocumentFactory(kind="gone", key="1")], version=1)
    OutboxEntryFactory(kind="gone", key="1")
    assert (drain_outbox(), index.count_by_kind()) == (DrainOutcome(removed=1), {})


def test_outbox_is_drained_in_batches(index, monkeypatch):
    EPMFactory.create_batch(5)
    versions = []
    of_engine = index.apply

    def apply(**changes) -> None:
        versions.append(changes["version"])
        of_engine(**changes)

    monkeypatch.setattr(index, "apply", apply)
    assert drain_outbox(batch_size=2) == DrainOutcome(written=5)
    assert (len(versions), versions) == (3, sorted(set(versions)))


def test_entry_drained_twice_changes_nothing(index):
    epm = EPMFactory(name="EPM de Cajarc")
    for _ in range(2):
        OutboxEntryFactory(key=str(epm.pk))
        drain_outbox()
    assert titles("Cajarc") == ["EPM de Cajarc"]


def test_drain_ends_even_if_changes_keep_coming(index, monkeypatch):
    of_epm = source("epm").document

    def change_meanwhile(instance):
        OutboxEntryFactory(key=str(instance.pk))
        return of_epm(instance)

    monkeypatch.setattr(source("epm"), "document", change_meanwhile, raising=False)
    EPMFactory.create_batch(2)
    assert drain_outbox() == DrainOutcome(written=2)
    assert len(pending()) == 2


def test_engine_down_keeps_every_entry_without_delaying_it(index, engine_down):
    EPMFactory(name="EPM de Cajarc")
    with pytest.raises(EngineUnavailableError):
        drain_outbox()
    assert (len(pending()), OutboxEntry.objects.get().attempts) == (1, 0)
    engine_down()
    drain_outbox()
    assert titles("Cajarc") == ["EPM de Cajarc"]


def test_object_that_cannot_be_described_is_postponed_alone(index, broken_document):
    EPMFactory(name="EPM fautif")
    EPMFactory(name="EPM juste")
    assert drain_outbox() == DrainOutcome(written=1, failed=1)
    assert titles("EPM") == ["EPM juste"]
    entry = OutboxEntry.objects.get()
    assert (entry.attempts, entry.error) == (1, "ValueError: no such field")
    assert entry.due > timezone.now()


def test_postponed_entry_is_tried_again_when_it_is_due(index, broken_document):
    EPMFactory(name="EPM fautif")
    drain_outbox()
    broken_document()
    assert drain_outbox() == DrainOutcome()
    OutboxEntry.objects.update(due=timezone.now())
    assert drain_outbox() == DrainOutcome(written=1)
    assert titles("fautif") == ["EPM fautif"]


@pytest.mark.parametrize("number", [1, 5])
def test_refused_document_is_postponed_alone(index, unwritable_document, number):
    """No encoding accepts the document: the engine cannot write it, nor any batch that holds it."""
    deleted_epm = EPMFactory()
    drain_outbox()
    EPMFactory.create_batch(number, name="EPM juste")
    EPMFactory(name="EPM fautif")
    EPMFactory(name="EPM juste")
    deleted_epm.delete()
    assert drain_outbox() == DrainOutcome(written=number + 1, removed=1, failed=1)
    assert titles("EPM") == ["EPM juste"] * (number + 1)
    entry = OutboxEntry.objects.get()
    assert (entry.attempts, entry.error.partition(":")[0]) == (1, "UnicodeEncodeError")
    unwritable_document()
    OutboxEntry.objects.update(due=timezone.now())
    assert drain_outbox() == DrainOutcome(written=1)
    assert "EPM fautif" in titles("EPM")


def test_batch_read_before_a_switch_does_not_restore_deleted_objects(index, monkeypatch):
    """A slow worker reads an object; another deletes it and a rebuild forgets it; then the slow worker writes."""
    epm = EPMFactory(name="EPM de Cajarc")
    of_epm, key = source("epm").document, str(epm.pk)

    def be_slow(instance):
        document = of_epm(instance)
        monkeypatch.undo()
        instance.delete()
        drain_outbox()
        rebuild_index()
        return document

    monkeypatch.setattr(source("epm"), "document", be_slow, raising=False)
    drain_outbox()
    assert pending() == [("epm", key)]
    drain_outbox()
    assert (index.keys("epm"), pending()) == (set(), [])


def test_delay_doubles_up_to_an_hour():
    entry, delays = OutboxEntry(kind="epm", key="1"), []
    for _ in range(14):
        entry.postpone("error")
        delays.append(round((entry.due - timezone.now()).total_seconds()))
    assert delays == [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600, 3600]


def test_missing_index_is_rebuilt_by_the_next_drain(epm):
    with sync_paused():
        EPMFactory(name="EPM de Cajarc")
    drain_outbox()
    assert titles("EPM") == ["EPM de Cajarc", "EPM de Gramat"]


def test_rebuild_counts_documents_and_reports_progress(db, monkeypatch):
    monkeypatch.setattr(source_rows, "BATCH_SIZE", 2)
    EPMFactory.create_batch(3)
    steps = []
    assert rebuild_index(progress=lambda done_count, total: steps.append((done_count, total))) == 3
    assert steps == [(2, 3), (3, 3)]
    assert (pending(), IndexState.objects.get().rebuild_id) == ([], "")


def test_write_during_a_rebuild_reaches_both_indexes(index):
    epm = EPMFactory(name="EPM de Cajarc")
    drain_outbox()
    titles_meanwhile = []

    def rename(done_count: int, total: int) -> None:
        epm.name = "EPM de Carjac"
        epm.save()
        drain_outbox()
        titles_meanwhile.extend(titles("EPM"))

    rebuild_index(progress=rename)
    assert (titles_meanwhile, titles("EPM")) == (["EPM de Carjac"], ["EPM de Carjac"])
    drain_outbox()
    assert OutboxEntry.objects.count() == 0


def test_deletion_during_a_rebuild_is_not_lost(index):
    epm = EPMFactory(name="EPM de Cajarc")
    drain_outbox()

    def delete(done_count: int, total: int) -> None:
        EPM.objects.get(pk=epm.pk).delete()
        drain_outbox()

    rebuild_index(progress=delete)
    assert titles("EPM") == []


def test_rebuild_stops_when_another_replaces_it(index, monkeypatch):
    monkeypatch.setattr(source_rows, "BATCH_SIZE", 1)
    before = index.ensure()

    def take_over(done_count: int, total: int) -> None:
        IndexState.objects.update(rebuild_id="other")

    EPMFactory.create_batch(2)
    with pytest.raises(RebuildRunningError):
        rebuild_index(progress=take_over)
    assert (index.ensure(), IndexState.objects.get().rebuild_id) == (before, "other")


def test_rebuild_skips_objects_that_cannot_be_described_and_keeps_their_entries(db, broken_document):
    EPMFactory(name="EPM fautif")
    EPMFactory(name="EPM juste")
    assert rebuild_index() == 1
    assert titles("EPM") == ["EPM juste"]
    assert set(OutboxEntry.objects.values_list("error", flat=True)) == {"ValueError: no such field"}


def test_failed_rebuild_allows_the_next_one(index, epm, monkeypatch):
    def refuse(*_, **__):
        raise EngineUnavailableError("disk full")

    monkeypatch.setattr(get_engine(), "rebuild", refuse)
    with pytest.raises(EngineUnavailableError):
        rebuild_index()
    monkeypatch.undo()
    assert rebuild_index() == 1


def test_versions_grow_even_if_the_clock_goes_back(db):
    first = next_version()
    with freeze_time(days_from_now(-1)):
        assert next_version() == first + 1
    with freeze_time(days_from_now(1)):
        assert next_version() > first + 1


def test_database_restored_from_a_backup_still_writes_to_the_index(index):
    before = dict(IndexState.objects.values("version").get())
    epm = EPMFactory(name="EPM de Cajarc")
    drain_outbox()
    IndexState.objects.update(**before)
    epm.name = "EPM de Carjac"
    epm.save()
    drain_outbox()
    assert titles("EPM") == ["EPM de Carjac"]


def test_lag_has_pending_count_and_oldest_change(index):
    oldest = timezone.now() - timedelta(minutes=3)
    OutboxEntryFactory(created=oldest)
    OutboxEntryFactory()
    assert (lag().live, lag().pending, lag().oldest) == (index.ensure(), 2, oldest)


def test_lag_counts_what_failed(index, broken_document):
    EPMFactory(name="EPM fautif")
    EPMFactory(name="EPM juste")
    drain_outbox()
    OutboxEntryFactory()
    assert (lag().pending, lag().failing) == (2, 1)


def test_lag_is_one_query(index, django_assert_num_queries):
    OutboxEntryFactory()
    with django_assert_num_queries(1):
        lag()


def test_lag_without_index_counts_everything(db):
    OutboxEntryFactory()
    assert (lag().live, lag().pending) == (None, 1)


def test_both_sides_are_counted(index):
    index.index([DocumentFactory(kind="gone", key="1"), DocumentFactory(kind="epm", key="999")], version=1)
    EPMFactory.create_batch(2)
    counts = {count.kind: count for count in count_kinds()}
    assert counts["epm"] == KindCount("epm", source("epm").label_plural, in_database=2, in_index=1)
    assert counts["gone"] == KindCount("gone", "gone", in_database=0, in_index=1)


def test_repair_adds_missing_documents_and_removes_extra_ones(index):
    index.index([DocumentFactory(kind="gone", key="1"), DocumentFactory(kind="epm", key="999")], version=1)
    with sync_paused():
        EPMFactory(name="EPM de Cajarc")
    assert repair_index() == RepairOutcome(found=3, read=3)
    assert (titles("EPM"), index.count_by_kind()) == (["EPM de Cajarc"], {"epm": 1})
    assert repair_index() == RepairOutcome(found=0, read=1)


def test_repair_fixes_documents_that_differ_from_the_database(index):
    epm = EPMFactory(name="EPM de Cajarc")
    drain_outbox()
    EPM.objects.filter(pk=epm.pk).update(name="EPM de Carjac")
    assert repair_index() == RepairOutcome(found=0, read=1)
    assert titles("EPM") == ["EPM de Carjac"]


def test_repair_creates_a_missing_index(epm):
    OutboxEntry.objects.all().delete()
    assert repair_index() == RepairOutcome(found=0, read=1)
    assert titles("EPM") == ["EPM de Gramat"]


def test_repair_goes_batch_by_batch(index, monkeypatch):
    monkeypatch.setattr(source_rows, "BATCH_SIZE", 2)
    with sync_paused():
        EPMFactory.create_batch(5)
    assert (repair_index(), pending()) == (RepairOutcome(found=5, read=5), [])


def test_entries_kept_for_a_dead_rebuild_are_forgotten_after_the_next_one(index):
    EPMFactory()
    Rebuild()
    drain_outbox()
    assert (OutboxEntry.objects.count(), pending()) == (1, [])
    drain_outbox()
    assert OutboxEntry.objects.count() == 1
    IndexState.objects.update(rebuild_beat=timezone.now() - REBUILD_SILENCE)
    drain_outbox()
    assert OutboxEntry.objects.count() == 0
