"""The wait of an idle worker: woken at once by what is queued, asleep otherwise."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobs.queue_bell import QueueBell
from jobs.tasks import resume_jobs

# The other thread writes through a connection of its own: what it writes must be committed.
pytestmark = pytest.mark.django_db(transaction=True)
PAUSE = 0.05


@pytest.fixture
def longest_wait(monkeypatch) -> float:
    monkeypatch.setattr("jobs.queue_bell.LONGEST_WAIT", 2.0)
    return 2.0


def seconds_of_wait(bell: QueueBell) -> float:
    start = time.monotonic()
    bell.wait()
    return time.monotonic() - start


def in_another_process_soon(act) -> threading.Thread:
    def run() -> None:
        time.sleep(0.3)
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_task_queued_elsewhere_ends_the_wait(longest_wait):
    bell = QueueBell(PAUSE)
    bell.listen()
    thread = in_another_process_soon(resume_jobs.enqueue)

    waited = seconds_of_wait(bell)
    thread.join()

    assert waited < longest_wait / 2


def test_task_queued_between_the_look_and_the_wait_ends_it_at_once(longest_wait):
    bell = QueueBell(PAUSE)
    bell.listen()
    in_another_process_soon(resume_jobs.enqueue).join()

    assert seconds_of_wait(bell) < longest_wait / 2


def test_wait_ends_when_a_planned_task_is_due(longest_wait):
    resume_jobs.using(run_after=timezone.now() + timedelta(seconds=0.6)).enqueue()
    bell = QueueBell(PAUSE)
    bell.listen()

    assert 0.3 < seconds_of_wait(bell) < longest_wait - 0.5


def test_idle_wait_asks_for_the_next_planned_task_alone(longest_wait):
    bell = QueueBell(PAUSE)
    bell.listen()

    with CaptureQueriesContext(connection) as queries:
        waited = seconds_of_wait(bell)

    asked = [query["sql"] for query in queries if "data_version" not in query["sql"]]
    assert (len(asked), "MIN(" in asked[0]) == (1, True)
    assert waited >= longest_wait - 0.01


def test_old_task_of_another_queue_does_not_keep_the_worker_awake(longest_wait):
    resume_jobs.using(run_after=timezone.now() - timedelta(minutes=1)).enqueue()
    bell = QueueBell(PAUSE)
    bell.listen()

    assert seconds_of_wait(bell) >= longest_wait - 0.01
