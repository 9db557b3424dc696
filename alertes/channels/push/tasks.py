"""The task that sends pushes: as soon as they are planned, later those that wait for the end of quiet hours."""

from django.db import connection, transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from alertes.channels.push.models import PushedNotice
from alertes.channels.push.sending import STUCK_AFTER, reap_abandoned_pushes, send_waiting_pushes
from jobs.recovery import fail_stuck_runs


@task()
def send_pushes() -> dict[str, int]:
    try:
        return {"sent": send_waiting_pushes()}
    finally:
        schedule_pushes()


def push_soon() -> None:
    """Schedule the sending once the current transaction is committed."""
    if not any(entry[1] is schedule_pushes for entry in connection.run_on_commit):
        transaction.on_commit(schedule_pushes, robust=True)


def reap_stuck_pushes() -> int:
    """Close what killed workers left, schedule the rest; return how many were closed."""
    fail_stuck_runs(send_pushes, STUCK_AFTER)
    count = reap_abandoned_pushes()
    schedule_pushes()
    return count


def schedule_pushes() -> None:
    """Queue one job, unless one waits already: it sends all that is due when it begins, and queues the next."""
    first_due = PushedNotice.objects.waiting().order_by("due").values_list("due", flat=True).first()
    if first_due is None:
        return
    moment = max(first_due, timezone.now())
    waiting_jobs = DBTaskResult.objects.filter(task_path=send_pushes.module_path, status=TaskResultStatus.READY)
    if not waiting_jobs.filter(run_after__lte=moment).exists():
        send_pushes.using(run_after=moment).enqueue()
