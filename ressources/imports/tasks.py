"""The worker's part of an import: reads what was brought, file by file, and comes back to what was left."""

from django.utils import timezone
from django_tasks import task

from reseau.task_recovery import STUCK_AFTER, enqueue_missing
from ressources.imports.models import ImportBatch, ImportedFile
from ressources.imports.services import read_imported


@task()
def read_document(file: int) -> str:
    return read_imported(file=file)


def read_soon(batch: ImportBatch) -> None:
    """Asks for every file of the import that waits. What is not asked for in time, `reap_stuck_imports` asks for."""
    for key in batch.files.waiting().values_list("pk", flat=True):
        read_document.enqueue(file=key)


def reap_stuck_imports() -> int:
    """Gives up the readings of killed workers, and asks anew for every file that waits unasked; returns how many."""
    waiting = ImportedFile.objects.waiting().filter(batch__started__lt=timezone.now() - STUCK_AFTER)
    return enqueue_missing(read_document, [{"file": key} for key in waiting.values_list("pk", flat=True)])
