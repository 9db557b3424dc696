"""Tasks of mails: send what is due a minute after it was planned, and what was put off when its time comes."""

from django.db import connection, transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from alertes.mails.models.mail import Mail
from alertes.mails.sending import STUCK_AFTER, reap_abandoned, send_waiting
from jobs.recovery import fail_stuck_runs


@task()
def send_mails() -> dict[str, int]:
    try:
        return {"sent": send_waiting()}
    finally:
        schedule_sending()


def send_soon() -> None:
    """Schedule the sending of planned mails once the current transaction is committed."""
    if not any(entry[1] is schedule_sending for entry in connection.run_on_commit):
        transaction.on_commit(schedule_sending, robust=True)


def reap_stuck_mails() -> int:
    """Fail the jobs and the mails of killed workers, schedule the others; return the number of mails."""
    fail_stuck_runs(send_mails, STUCK_AFTER)
    abandoned = reap_abandoned()
    schedule_sending()
    return abandoned


def schedule_sending() -> None:
    """Queue one job, unless one waits already: it sends all that is due when it begins, and queues the next."""
    first = Mail.objects.planned().order_by("due").values_list("due", flat=True).first()
    if first is None:
        return
    moment = max(first, timezone.now())
    waiting = DBTaskResult.objects.filter(task_path=send_mails.module_path, status=TaskResultStatus.READY)
    if not waiting.filter(run_after__lte=moment).exists():
        send_mails.using(run_after=moment).enqueue()
