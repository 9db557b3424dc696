"""Tasks of killed workers: queued again at once on this machine, given up after three, never taken from the living."""

import os
import subprocess
import sys

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from formation.proof.dossiers.models import SessionDossier
from formation.proof.dossiers.tasks import make
from jobs.processes import is_dead, process_name
from jobs.recovery import retry_dead_runs
from reseau.documents.dossiers.enums import DossierState
from ressources.files.tasks import read

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def dead() -> str:
    """The name of a process of this machine that has ended."""
    # The number of this process, when it was that of an older one.
    host, boot, pid, birth = process_name().split("/")
    return f"{host}/{boot}/{pid}/{int(birth) - 1}"


def left_by(*workers: str, task=read, **arguments) -> DBTaskResult:
    result = task.enqueue(**(arguments or {"attachment": 1})).db_result
    result.status, result.started_at, result.worker_ids = TaskResultStatus.RUNNING, timezone.now(), list(workers)
    result.save()
    return result


def status_after_retry(result: DBTaskResult) -> tuple[int, str]:
    count = retry_dead_runs()
    result.refresh_from_db()
    return count, result.status


def test_process_knows_the_living_from_the_dead(dead):
    host, boot, pid, birth = process_name().split("/")

    assert (pid, len(process_name()) <= 64, is_dead(process_name())) == (str(os.getpid()), True, False)
    assert is_dead(dead)
    # After the machine was started again, the same number is that of another process.
    assert is_dead(f"{host}/00000000/{pid}/{birth}")
    with subprocess.Popen([sys.executable, "-c", "pass"]) as ended:
        pass
    assert is_dead(f"{host}/{boot}/{ended.pid}/{birth}")


@pytest.mark.parametrize(
    "name",
    [
        "autre/1a2b3c4d/1/1",
        "qhYz7e0vT2b9kLmN4pQrStUvWxYzAbCd",
        "",
        "a/b/c/d",
        f"{process_name().split('/')[0]}/boot/pid/1",
    ],
)
def test_process_of_another_machine_is_never_called_dead(name):
    assert is_dead(name) is False


def test_task_of_a_killed_worker_is_queued_again(dead):
    assert status_after_retry(left_by(dead)) == (1, TaskResultStatus.READY)


def test_task_of_a_living_worker_is_left_to_it(dead):
    assert status_after_retry(left_by(dead, process_name())) == (0, TaskResultStatus.RUNNING)


def test_worker_queues_its_own_task_when_it_knows_that_it_runs_none():
    result = left_by(process_name())

    assert retry_dead_runs(process_name()) == 1
    result.refresh_from_db()
    assert result.status == TaskResultStatus.READY


def test_task_that_killed_three_workers_is_given_up(dead):
    assert status_after_retry(left_by(dead, dead, dead)) == (0, TaskResultStatus.FAILED)


def test_dossier_of_a_killed_worker_does_not_wait_for_its_silence(dead):
    dossier = SessionDossier.objects.create(state=DossierState.RUNNING, claim="8c1f3b8e-9a51-4a51-8b3f-6a5c4b3a2f10")

    assert status_after_retry(left_by(dead, task=make, dossier=dossier.pk)) == (1, TaskResultStatus.READY)
    dossier.refresh_from_db()
    assert (dossier.claim, dossier.is_unfinished) == (None, True)
