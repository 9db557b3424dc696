"""The task that sends mails: queued once, at the right time, and again for the remaining mails."""

from datetime import timedelta

import pytest
from django.core import mail as outgoing
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from alertes.channels.mails import tasks
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.tasks import reap_stuck_mails, schedule_sending, send_mails, send_soon
from alertes.channels.notices.services import notify
from alertes.enums import MailState
from forums.declarations.events import OWN_TOPIC_ANSWERED
from tests.alertes.occasions.saved_searches.test_tasks import work
from tests.factories.alertes import MailFactory

pytestmark = pytest.mark.django_db


def waiting_jobs() -> list[DBTaskResult]:
    return list(DBTaskResult.objects.filter(task_path=send_mails.module_path, status=TaskResultStatus.READY))


def notify_member(member, key: str = "post:1") -> None:
    notify(members=[member], key=key, text="Une réponse", url="/forums/", kind=OWN_TOPIC_ANSWERED)


@pytest.mark.django_db(transaction=True)
def test_notices_sent_together_queue_one_job_in_a_minute(animator, colleague):
    notify_member(animator)
    notify_member(colleague, key="post:2")

    (job,) = waiting_jobs()
    assert timedelta(seconds=50) < job.run_after - timezone.now() <= timedelta(minutes=1)


def test_transaction_schedules_the_sending_once_whatever_else_it_schedules(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        transaction.on_commit(int)
        send_soon()
        send_soon()

    assert callbacks == [int, schedule_sending]


@pytest.mark.django_db(transaction=True)
def test_queue_that_fails_does_not_undo_what_is_committed(animator, monkeypatch, caplog):
    def fail():
        raise OSError("no queue")

    monkeypatch.setattr(tasks, "schedule_sending", fail)

    notify_member(animator)

    assert Mail.objects.count() == 1
    assert "no queue" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_notice_without_mail_queues_no_job(animator):
    notify(members=[animator], key="post:1", text="Une réponse", url="/forums/")

    assert waiting_jobs() == []


@pytest.mark.django_db(transaction=True)
def test_worker_sends_committed_mails_after_a_minute(animator):
    notify_member(animator)
    work()
    assert outgoing.outbox == []
    past = timezone.now() - timedelta(seconds=1)
    Mail.objects.update(due=past)
    DBTaskResult.objects.update(run_after=past)
    work()
    work()

    assert [message.to for message in outgoing.outbox] == [[animator.email]]


def test_job_queues_the_next_one_if_mails_remain():
    later_mail = MailFactory(late=True)

    assert send_mails.call() == {"sent": 0}

    (job,) = waiting_jobs()
    assert job.run_after == later_mail.due


def test_job_without_remaining_mails_queues_no_other():
    MailFactory()

    assert send_mails.call() == {"sent": 1}
    assert waiting_jobs() == []


def test_mail_due_before_the_waiting_job_gets_its_own_job():
    MailFactory(late=True)
    schedule_sending()
    MailFactory()
    schedule_sending()
    schedule_sending()

    assert len(waiting_jobs()) == 2


def test_tick_abandons_mails_of_killed_workers_and_sends_the_rest():
    claimed = MailFactory(state=MailState.SENDING, claimed=timezone.now() - timedelta(minutes=11))
    waiting = MailFactory()
    schedule_sending()
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=timezone.now() - timedelta(minutes=11))

    call_command("tick")
    call_command("tick")

    # Other jobs of the tick write mails of their own.
    states = dict(Mail.objects.values_list("pk", "state"))
    assert (states[claimed.pk], states[waiting.pk]) == (MailState.FAILED, MailState.PLANNED)
    statuses = DBTaskResult.objects.filter(task_path=send_mails.module_path).values_list("status", flat=True)
    assert sorted(statuses) == [TaskResultStatus.FAILED, TaskResultStatus.READY]


def test_running_job_is_left_alone():
    MailFactory()
    schedule_sending()
    jobs = DBTaskResult.objects.filter(task_path=send_mails.module_path)
    jobs.update(status=TaskResultStatus.RUNNING, started_at=timezone.now() - timedelta(minutes=9))

    assert reap_stuck_mails() == 0
    assert jobs.filter(status=TaskResultStatus.RUNNING).count() == 1
