"""Tasks of files: every attached file is read, even after a worker was killed."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jobs.recovery import STUCK_AFTER
from ressources.files.models.attachment import Attachment
from ressources.files.tasks import enqueue_checks, read, reap_stuck_readings
from tests.factories.ressources import AttachmentFactory

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - STUCK_AFTER - timedelta(minutes=1)


@pytest.fixture
def forgotten(sheet):
    """A file that has waited for a long time without a task."""
    return AttachmentFactory(sheet=sheet, waiting=True, added=LONG_AGO)


def asked() -> list[int]:
    results = DBTaskResult.objects.filter(task_path=read.module_path, status=TaskResultStatus.READY)
    return [result.args_kwargs["kwargs"]["attachment"] for result in results]


def test_reading_is_enqueued_after_commit(sheet, django_capture_on_commit_callbacks):
    file = AttachmentFactory(sheet=sheet, waiting=True)
    with django_capture_on_commit_callbacks(execute=True):
        enqueue_checks(file)
        assert asked() == []
    assert asked() == [file.pk]


def test_worker_reads_the_file(forgotten):
    assert read.call(attachment=forgotten.pk) == "read"
    assert Attachment.objects.get().reading == "read"


def test_forgotten_file_is_enqueued_by_the_periodic_command(forgotten):
    call_command("tick", verbosity=0)
    assert asked() == [forgotten.pk]


def test_enqueued_file_is_not_enqueued_twice(forgotten):
    assert [reap_stuck_readings(), reap_stuck_readings()] == [1, 0]
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=timezone.now())
    assert reap_stuck_readings() == 0


def test_recently_attached_file_already_has_its_task(sheet):
    AttachmentFactory(sheet=sheet, waiting=True)
    assert reap_stuck_readings() == 0


def test_read_file_is_not_enqueued(sheet):
    AttachmentFactory(sheet=sheet, added=LONG_AGO)
    assert reap_stuck_readings() == 0


def test_reading_of_killed_worker_is_abandoned_and_enqueued_again(forgotten):
    read.enqueue(attachment=forgotten.pk)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=LONG_AGO)
    assert reap_stuck_readings() == 1
    assert DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).count() == 1
    assert asked() == [forgotten.pk]
