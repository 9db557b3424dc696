"""A worker that is killed (-9) in the middle of its work: nothing is lost, and the next one takes over."""

import random
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from reseau.places.models.epm import EPM
from search.engines.choice import get_engine
from search.index import rebuilding, services
from search.index.outbox import IndexState, OutboxEntry
from search.index.rebuilding import RebuildRunningError
from search.index.services import drain_outbox, lag, rebuild_index
from search.index.sync import note_bulk_change
from search.index.tasks import STUCK_AFTER, drain, reap_stuck
from tests.factories.reseau import CommuneFactory, EPMFactory
from tests.search.resilience.site import WORKER, kill
from tests.search.resilience.truth import WORD, differences

pytestmark = pytest.mark.night("kills processes at many moments")

BATCH_WORKER = (*WORKER, "--batch")


def rename(epms, word: str) -> None:
    for epm in epms:
        epm.name = f"{word} {WORD} {epm.pk}"
        epm.save()


def create_many(commune) -> None:
    epms = EPM.objects.bulk_create(EPMFactory.build(name=f"EPM {WORD}", commune=commune) for _ in range(600))
    note_bulk_change(EPM, [epm.pk for epm in epms])


def delete(epms) -> None:
    for epm in epms:
        epm.delete()


def take_over(site) -> None:
    """Run what `tick` does once the dead worker's job is old enough, then a new worker."""
    running_tasks = DBTaskResult.objects.filter(task_path=drain.module_path, status=TaskResultStatus.RUNNING)
    running_tasks.update(started_at=timezone.now() - STUCK_AFTER - timedelta(seconds=1))
    assert reap_stuck() == 1
    site.run(*BATCH_WORKER)


@pytest.mark.parametrize("function", ["documents_of", "_write", "_settle"])
def test_killed_worker_loses_nothing(site, function):
    """Killed before a read, before a write, or before the entry of a write is deleted, while changes go on."""
    epms = [EPMFactory(name=f"EPM {WORD}") for _ in range(12)]
    drain_outbox()
    assert (differences(), lag().pending) == ({}, 0)

    rename(epms[:8], "Avant")
    delete(epms[8:10])
    kill(site.stall(services, function, *WORKER))
    assert OutboxEntry.objects.count() > 0
    rename(epms[4:8], "Après")
    delete(epms[:2])
    EPMFactory(name=f"Nouvel EPM {WORD}")
    take_over(site)

    assert (differences(), lag().pending) == ({}, 0)
    assert EPM.objects.count() == 9


def test_worker_killed_repeatedly_at_any_moment_loses_nothing(site):
    draw, commune = random.Random(46), CommuneFactory()  # noqa: S311 - a repeatable draw is the point
    for _ in range(3):
        create_many(commune)
        before = IndexState.objects.get().version
        worker = site.worker()
        site.wait_until(lambda before=before: IndexState.objects.get().version > before)
        time.sleep(draw.uniform(0, 0.3))
        kill(worker)
        delete(EPM.objects.order_by("?")[:5])
    DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).update(status=TaskResultStatus.FAILED)
    reap_stuck()
    site.run(*BATCH_WORKER)
    assert (differences(), lag().pending) == ({}, 0)


def test_killed_rebuild_keeps_the_old_index_and_is_replaced_by_force(site):
    epms = [EPMFactory(name=f"EPM {WORD}") for _ in range(3)]
    drain_outbox()
    live = get_engine().ensure()

    kill(site.stall(rebuilding, "documents_of", "rebuild_index"))
    rename(epms[:1], "Avant")
    delete(epms[1:2])
    drain_outbox()
    assert (get_engine().ensure(), differences(), lag().pending) == (live, {}, 0)

    with pytest.raises(RebuildRunningError):
        rebuild_index()
    site.run("rebuild_index", "--force")
    assert get_engine().ensure() != live
    assert (differences(), OutboxEntry.objects.count()) == ({}, 0)
