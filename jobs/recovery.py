"""Recovery of tasks: those that a killed process left are queued again, at once where it ran, later from elsewhere."""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jobs.processes import is_dead
from jobs.queue_bell import ring

logger = logging.getLogger(__name__)

# No task runs longer, unless it says so: a reading takes three minutes at most, a scan a minute, plus the download.
STUCK_AFTER = timedelta(minutes=5)
# A task that kills its worker each time is given up.
MOST_RUNS = 3

_before_retry: dict[str, Callable[..., object]] = {}


def before_retry(work: Task, let_go: Callable[..., object]) -> None:
    """Register what frees a killed run of `work`, called with the arguments of the task before it runs again."""
    _before_retry[work.module_path] = let_go


def retry_dead_runs(of_worker: str | None = None) -> int:
    """Queue again the tasks of workers that surely no longer run; return how many.

    `of_worker`: only those of that worker, which knows that it runs none.
    """
    running = DBTaskResult.objects.running().only("pk", "worker_ids")
    left = [run.pk for run in running if run.worker_ids and _is_left(run.worker_ids[-1], of_worker)]
    return sum(_retry(key, of_worker) for key in left)


def _is_left(worker: str, of_worker: str | None) -> bool:
    return worker == of_worker if of_worker else is_dead(worker)


@transaction.atomic
def _retry(key, of_worker: str | None) -> bool:
    run = DBTaskResult.objects.select_for_update().running().filter(pk=key).first()
    # Another worker has taken it up meanwhile.
    if run is None or not _is_left(run.worker_ids[-1], of_worker):
        return False
    if len(run.worker_ids) >= MOST_RUNS:
        run.set_failed(TimeoutError(f"worker killed {MOST_RUNS} times"))
        return False
    logger.warning("Task of a killed worker, queued again: %s", run.task_path)
    # Importing the task registers what frees it.
    if run.task and (let_go := _before_retry.get(run.task_path)):
        let_go(*run.args_kwargs["args"], **run.args_kwargs["kwargs"])
    run.status = TaskResultStatus.READY
    run.save(update_fields=["status"])
    ring()
    return True


def fail_stuck_runs(work: Task, after: timedelta = STUCK_AFTER) -> int:
    """Fail the runs of `work` that started longer ago than `after`: their worker was killed. Return how many."""
    results = DBTaskResult.objects.filter(task_path=work.module_path).running()
    stuck = list(results.filter(started_at__lt=timezone.now() - after))
    for result in stuck:
        result.set_failed(TimeoutError("worker killed"))
    return len(stuck)


def enqueue_missing(work: Task, task_arguments: Iterable[dict]) -> int:
    """Fail the runs of killed workers, then queue the tasks that are not queued; return how many.

    `task_arguments`: keyword arguments of each task.
    """
    fail_stuck_runs(work)
    results = DBTaskResult.objects.filter(
        task_path=work.module_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    queued_arguments = [result.args_kwargs["kwargs"] for result in results]
    missing_arguments = [arguments for arguments in task_arguments if arguments not in queued_arguments]
    for arguments in missing_arguments:
        work.enqueue(**arguments)
    return len(missing_arguments)
