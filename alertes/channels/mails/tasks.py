"""Tasks that send mails: new ones a minute after they are planned, postponed ones when they are due."""

from django.db import connection, transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.sending import STUCK_AFTER, reap_abandoned, send_waiting
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
    mail_count = reap_abandoned()
    schedule_sending()
    return mail_count


def schedule_sending() -> None:
    """Queue one job, unless one waits already: it sends all that is due when it begins, and queues the next."""
    first_due = Mail.objects.planned().order_by("due").values_list("due", flat=True).first()
    if first_due is None:
        return
    moment = max(first_due, timezone.now())
    waiting_jobs = DBTaskResult.objects.filter(task_path=send_mails.module_path, status=TaskResultStatus.READY)
    if not waiting_jobs.filter(run_after__lte=moment).exists():
        send_mails.using(run_after=moment).enqueue()
