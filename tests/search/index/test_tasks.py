"""The drain is queued once, retried after a failure, and survives a killed worker."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from search.engines.base import EngineUnavailableError, SearchQuery
from search.engines.choice import get_engine
from search.index.outbox import OutboxEntry
from search.index.tasks import STUCK_AFTER, drain, reap_stuck
from search.sources.registry import source
from tests.factories.reseau import EPMFactory
from tests.factories.search import OutboxEntryFactory

pytestmark = pytest.mark.usefixtures("without_frameworks")


def waiting() -> list[DBTaskResult]:
    drains = DBTaskResult.objects.filter(task_path=drain.module_path)
    return list(drains.filter(status=TaskResultStatus.READY).order_by("enqueued_at"))


def work() -> None:
    """Run the worker until no job is ready."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0, reload=False)


def titles(text: str) -> list[str]:
    return [hit.title for hit in get_engine().search(SearchQuery(text, frozenset({"public"}))).hits]


@pytest.fixture
def engine_down(index, monkeypatch):
    def refuse(**_):
        raise EngineUnavailableError("stopped")

    monkeypatch.setattr(get_engine(), "apply", refuse)


def test_many_changes_queue_one_drain(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        EPMFactory.create_batch(3)
    assert (len(callbacks), len(waiting())) == (1, 1)
    with django_capture_on_commit_callbacks(execute=True):
        EPMFactory()
    assert len(waiting()) == 1


def test_change_after_a_rollback_queues_a_drain(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            EPMFactory()
            transaction.set_rollback(True)
        EPMFactory()
    assert len(waiting()) == 1


def test_running_drain_does_not_count_as_waiting(db, django_capture_on_commit_callbacks):
    drain.enqueue()
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    with django_capture_on_commit_callbacks(execute=True):
        EPMFactory()
    assert len(waiting()) == 1


@pytest.mark.django_db(transaction=True)
def test_worker_makes_a_committed_change_findable():
    get_engine().rebuild((), version=0)
    EPMFactory(name="EPM de Cajarc")
    work()
    assert (titles("Cajarc"), OutboxEntry.objects.count(), waiting()) == (["EPM de Cajarc"], 0, [])


def test_drain_is_queued_again_when_the_engine_is_down(engine_down):
    OutboxEntryFactory()
    assert drain.call(attempt=3) == {"unavailable": "stopped"}
    (retry,) = waiting()
    assert retry.args_kwargs["kwargs"] == {"attempt": 4}
    assert timedelta(seconds=7) < retry.run_after - timezone.now() <= timedelta(seconds=8)


def test_drain_waits_a_minute_at_most(engine_down):
    OutboxEntryFactory()
    drain.call(attempt=100)
    assert waiting()[0].run_after <= timezone.now() + timedelta(minutes=1)


def test_retry_is_queued_once(engine_down):
    OutboxEntryFactory()
    for _ in range(2):
        drain.call(attempt=2)
    assert len(waiting()) == 1


def test_sooner_retry_is_queued_beside_a_later_one(engine_down):
    OutboxEntryFactory()
    drain.call(attempt=5)
    drain.call(attempt=0)
    assert len(waiting()) == 2


def test_unexpected_failure_of_a_drain_is_raised_and_retried(index, monkeypatch):
    def fail():
        raise DatabaseError("database is locked")

    monkeypatch.setattr(source("epm"), "queryset", fail, raising=False)
    OutboxEntryFactory()
    with pytest.raises(DatabaseError):
        drain.call(attempt=1)
    monkeypatch.undo()
    (retry,) = waiting()
    assert retry.args_kwargs["kwargs"] == {"attempt": 2}
    assert OutboxEntry.objects.get().attempts == 0
    assert drain.call(attempt=2) == {"written": 0, "removed": 1, "failed": 0}


def test_drain_is_queued_again_for_a_postponed_entry(index):
    due = timezone.now() + timedelta(seconds=30)
    OutboxEntryFactory(due=due)
    assert drain.call() == {"written": 0, "removed": 0, "failed": 0}
    assert [retry.run_after for retry in waiting()] == [due]


def test_complete_drain_is_not_queued_again(index):
    OutboxEntryFactory()
    assert drain.call() == {"written": 0, "removed": 1, "failed": 0}
    assert waiting() == []


def test_killed_drain_is_abandoned_and_its_entries_are_drained(db):
    OutboxEntryFactory()
    drain.enqueue()
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING, started_at=timezone.now() - STUCK_AFTER - timedelta(seconds=1)
    )
    assert (reap_stuck(), len(waiting())) == (1, 1)
    assert DBTaskResult.objects.failed().count() == 1


def test_running_drain_is_left_alone(db):
    drain.enqueue()
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=timezone.now())
    assert (reap_stuck(), waiting()) == (0, [])
