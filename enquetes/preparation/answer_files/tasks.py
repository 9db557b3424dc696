"""Tasks of files of answers: slices read one after the other, and files that a killed worker left."""

from django.db import transaction
from django_tasks import task

from enquetes.preparation.answer_files.models import BroughtFile
from enquetes.preparation.answer_files.services import read_slice
from enquetes.preparation.enums import FileState
from jobs.recovery import enqueue_missing


@task()
def read_brought(file: int) -> bool:
    """Read one slice, then queue the next: mails and other tasks come between."""
    if is_left := read_slice(brought=file):
        read_brought.enqueue(file=file)
    return is_left


def enqueue_reading(brought: BroughtFile) -> None:
    """Queue the reading of a file once it is stored. `resume_left_files` recovers those that are lost."""
    transaction.on_commit(lambda: read_brought.enqueue(file=brought.pk))


def resume_left_files() -> int:
    """Queue again the files in the hands of no worker; return how many."""
    moving = BroughtFile.objects.filter(state__in=[FileState.CHECKING, FileState.COUNTING])
    return enqueue_missing(read_brought, [{"file": key} for key in moving.values_list("pk", flat=True)])
