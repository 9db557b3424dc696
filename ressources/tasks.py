"""The worker's part: reads each file that was joined, and comes back to those that a killed worker left."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ressources.models import Attachment
from ressources.reading import read_attachment

# A reading takes half a minute at most, and the time to fetch the file.
STUCK_AFTER = timedelta(minutes=5)


@task()
def read(attachment: int) -> str:
    return read_attachment(attachment)


def read_soon(attachment: Attachment) -> None:
    """Has the file read once the current transaction is committed."""
    transaction.on_commit(partial(read.enqueue, attachment=attachment.pk), robust=True)


def reap_stuck_readings() -> int:
    """Gives up the readings of killed workers, and asks anew for every file that waits unasked; returns how many."""
    long_ago = timezone.now() - STUCK_AFTER
    readings = DBTaskResult.objects.filter(task_path=read.module_path)
    for result in readings.running().filter(started_at__lt=long_ago):
        result.set_failed(TimeoutError("worker killed"))
    asked = readings.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    expected = {result.args_kwargs["kwargs"]["attachment"] for result in asked}
    waiting = Attachment.objects.waiting().filter(added__lt=long_ago).values_list("pk", flat=True)
    forgotten = [key for key in waiting if key not in expected]
    for key in forgotten:
        read.enqueue(attachment=key)
    return len(forgotten)
