"""Recovery of tasks: queue again the tasks of killed workers, and those that were never queued."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

# No task runs longer: a reading takes half a minute at most, a scan a minute, plus the download.
STUCK_AFTER = timedelta(minutes=5)


def enqueue_missing(work: Task, task_arguments: Iterable[dict]) -> int:
    """Fail the runs of killed workers, then queue the tasks that are not queued; return how many.

    `task_arguments`: keyword arguments of each task.
    """
    results = DBTaskResult.objects.filter(task_path=work.module_path)
    for result in results.running().filter(started_at__lt=timezone.now() - STUCK_AFTER):
        result.set_failed(TimeoutError("worker killed"))
    results = results.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    queued_arguments = [result.args_kwargs["kwargs"] for result in results]
    missing_arguments = [arguments for arguments in task_arguments if arguments not in queued_arguments]
    for arguments in missing_arguments:
        work.enqueue(**arguments)
    return len(missing_arguments)
