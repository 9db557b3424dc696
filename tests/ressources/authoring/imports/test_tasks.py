"""Documents left by a killed worker are read after the periodic command."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jobs.recovery import STUCK_AFTER
from ressources.authoring.imports.models import ImportBatch
from ressources.authoring.imports.services import open_import
from ressources.authoring.imports.tasks import enqueue_reading, read_document, reap_stuck_imports
from ressources.sheets.models.workshop import WorkshopPage
from tests.ressources.archives import texts, zip_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(animator, epm):
    """An import that has waited for a long time."""
    batch = open_import(by=animator, epm=epm, files=[zip_of(*texts(["a.md", "b.md", ".c.md"]))])
    ImportBatch.objects.update(started=timezone.now() - STUCK_AFTER - timedelta(minutes=1))
    return batch


def enqueued_count() -> int:
    return DBTaskResult.objects.filter(task_path=read_document.module_path, status=TaskResultStatus.READY).count()


def test_each_waiting_file_is_enqueued(batch):
    enqueue_reading(batch)
    assert enqueued_count() == 2
    assert reap_stuck_imports() == 0


def test_forgotten_file_is_enqueued(batch):
    call_command("tick", verbosity=0)
    assert enqueued_count() == 2


def test_reading_of_killed_worker_is_enqueued_again(batch):
    enqueue_reading(batch)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=batch.started - timedelta(days=1))
    assert (reap_stuck_imports(), enqueued_count()) == (2, 2)


def test_worker_creates_the_draft_once(batch):
    keys = list(batch.files.waiting().values_list("pk", flat=True))
    assert [read_document.call(file=keys[0]), read_document.call(file=keys[0])] == ["draft", ""]
    assert WorkshopPage.objects.count() == 1
