"""Recovery of tasks: fail what a killed worker left, queue again what was never queued."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

# No task runs longer, unless it says so: a reading takes half a minute at most, a scan a minute, plus the download.
STUCK_AFTER = timedelta(minutes=5)


def fail_stuck_runs(work: Task, after: timedelta = STUCK_AFTER) -> int:
    """Fail the runs of `work` that started longer ago than `after`: their worker was killed. Return how many."""
    results = DBTaskResult.objects.filter(task_path=work.module_path).running()
    stuck = list(results.filter(started_at__lt=timezone.now() - after))
    for result in stuck:
        result.set_failed(TimeoutError("worker killed"))
    return len(stuck)


def enqueue_missing(work: Task, wanted: Iterable[dict]) -> int:
    """Fail the runs of killed workers, then queue the tasks of `wanted` that are not queued; return how many.

    `wanted`: keyword arguments of each task.
    """
    fail_stuck_runs(work)
    results = DBTaskResult.objects.filter(
        task_path=work.module_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    expected = [result.args_kwargs["kwargs"] for result in results]
    forgotten = [arguments for arguments in wanted if arguments not in expected]
    for arguments in forgotten:
        work.enqueue(**arguments)
    return len(forgotten)
