"""The task that sends mails: queued once, for the right time, and again for the rest."""

from datetime import timedelta

import pytest
from django.core import mail as outgoing
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from alertes.enums import MailState, Matter
from alertes.mails.models.mail import Mail
from alertes.mails.tasks import reap_stuck_mails, schedule_sending, send_mails
from alertes.notices.services import notify
from tests.alertes.saved_searches.test_tasks import work
from tests.factories.alertes import MailFactory

pytestmark = pytest.mark.django_db


def waiting() -> list[DBTaskResult]:
    return list(DBTaskResult.objects.filter(task_path=send_mails.module_path, status=TaskResultStatus.READY))


def tell(member, key: str = "post:1") -> None:
    notify(members=[member], key=key, text="Une réponse", url="/forums/", matter=Matter.FORUMS)


@pytest.mark.django_db(transaction=True)
def test_notices_given_together_ask_for_one_job_in_a_minute(animator, colleague):
    tell(animator)
    tell(colleague, key="post:2")

    (job,) = waiting()
    assert timedelta(seconds=50) < job.run_after - timezone.now() <= timedelta(minutes=1)


@pytest.mark.django_db(transaction=True)
def test_a_notice_without_mail_asks_for_nothing(animator):
    notify(members=[animator], key="post:1", text="Une réponse", url="/forums/")

    assert waiting() == []


@pytest.mark.django_db(transaction=True)
def test_the_worker_sends_what_was_committed_once_its_minute_has_passed(animator):
    tell(animator)
    work()
    assert outgoing.outbox == []
    past = timezone.now() - timedelta(seconds=1)
    Mail.objects.update(due=past)
    DBTaskResult.objects.update(run_after=past)
    work()
    work()

    assert [message.to for message in outgoing.outbox] == [[animator.email]]


def test_a_job_asks_for_the_next_when_something_is_left():
    later = MailFactory(late=True)

    assert send_mails.call() == {"sent": 0}

    (job,) = waiting()
    assert job.run_after == later.due


def test_a_job_that_leaves_nothing_asks_for_nothing():
    MailFactory()

    assert send_mails.call() == {"sent": 1}
    assert waiting() == []


def test_what_comes_before_the_job_that_waits_has_a_job_of_its_own():
    MailFactory(late=True)
    schedule_sending()
    MailFactory()
    schedule_sending()
    schedule_sending()

    assert len(waiting()) == 2


def test_tick_gives_up_what_killed_workers_left_and_has_the_rest_sent():
    MailFactory(state=MailState.SENDING, claimed=timezone.now() - timedelta(minutes=11))
    MailFactory()
    schedule_sending()
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=timezone.now() - timedelta(minutes=11))

    call_command("tick")
    call_command("tick")

    assert sorted(Mail.objects.values_list("state", flat=True)) == [MailState.FAILED, MailState.PLANNED]
    statuses = DBTaskResult.objects.filter(task_path=send_mails.module_path).values_list("status", flat=True)
    assert sorted(statuses) == [TaskResultStatus.FAILED, TaskResultStatus.READY]


def test_a_job_at_work_is_left_alone():
    MailFactory()
    schedule_sending()
    jobs = DBTaskResult.objects.filter(task_path=send_mails.module_path)
    jobs.update(status=TaskResultStatus.RUNNING, started_at=timezone.now() - timedelta(minutes=9))

    assert reap_stuck_mails() == 0
    assert jobs.filter(status=TaskResultStatus.RUNNING).count() == 1
