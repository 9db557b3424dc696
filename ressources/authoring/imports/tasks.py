"""Tasks of an import: read the uploaded files one by one, and recover those that were left."""

from django.utils import timezone
from django_tasks import task

from jobs.recovery import STUCK_AFTER, enqueue_missing
from ressources.authoring.imports.models import ImportBatch, ImportedFile
from ressources.authoring.imports.services import read_imported


@task()
def read_document(file: int) -> str:
    return read_imported(file=file)


def enqueue_reading(batch: ImportBatch) -> None:
    """Enqueue the reading of every file of the import that waits. `reap_stuck_imports` recovers the others."""
    for key in batch.files.waiting().values_list("pk", flat=True):
        read_document.enqueue(file=key)


def reap_stuck_imports() -> int:
    """Give up the readings of killed workers, and enqueue every waiting file again; return their number."""
    waiting = ImportedFile.objects.waiting().filter(batch__started__lt=timezone.now() - STUCK_AFTER)
    return enqueue_missing(read_document, [{"file": key} for key in waiting.values_list("pk", flat=True)])
