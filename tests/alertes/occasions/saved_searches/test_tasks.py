"""Saved searches are checked a minute after an update of the index, once for a series of updates, and at each tick."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from alertes.channels.notices.models import Notice
from alertes.occasions.saved_searches.tasks import PATIENCE, check_searches, check_soon
from search.index.outbox import OutboxEntry
from search.index.tasks import drain
from tests.factories.alertes import SavedSearchFactory
from tests.factories.reseau import EPMFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


def waiting_checks() -> list[DBTaskResult]:
    checks = DBTaskResult.objects.filter(task_path=check_searches.module_path)
    return list(checks.filter(status=TaskResultStatus.READY))


def work() -> None:
    """Run the worker until no job is ready."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0, reload=False)


def test_check_notifies_owner_of_new_results(update_index, animator):
    SavedSearchFactory(member=animator, text="tablette")
    EPMFactory(name="EPM tablette")
    update_index()

    assert check_searches.call() == {"with_news": 1}
    assert Notice.objects.get().member == animator


def test_check_while_engine_is_down_reports_it(update_index, engine_down):
    SavedSearchFactory(text="tablette")

    assert check_searches.call() == {"unavailable": "stopped"}


def test_drain_that_writes_queues_a_check_in_a_minute(update_index):
    EPMFactory()
    drain.call()

    (check,) = waiting_checks()
    assert timedelta(0) <= timezone.now() + PATIENCE - check.run_after < timedelta(seconds=10)


def test_drain_that_writes_nothing_queues_no_check(update_index):
    OutboxEntry.objects.all().delete()
    drain.call()

    assert waiting_checks() == []


def test_series_of_changes_queues_one_check(update_index):
    for _ in range(3):
        EPMFactory()
        drain.call()

    assert len(waiting_checks()) == 1


def test_change_during_a_check_queues_another(update_index):
    check_soon()
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    check_soon()

    assert len(waiting_checks()) == 1


def test_tick_queues_one_check_however_often_it_runs(update_index):
    for _ in range(2):
        call_command("tick")

    assert len(waiting_checks()) == 1


@pytest.mark.django_db(transaction=True)
def test_worker_indexes_a_committed_change(update_index):
    saved_search = SavedSearchFactory(text="tablette")
    EPMFactory(name="EPM tablette")
    work()
    assert not Notice.objects.exists()
    DBTaskResult.objects.filter(task_path=check_searches.module_path).update(run_after=timezone.now())
    work()

    notice = Notice.objects.get()
    assert (notice.member, notice.text) == (
        saved_search.member,
        "Un nouveau résultat pour «\u00a0tablette\u00a0»\u00a0: EPM tablette",
    )
