"""Tasks of files: scan and read each file that was joined, and recover those that were left."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from jobs.recovery import STUCK_AFTER, enqueue_missing
from ressources.files.enums import Reading, Scan
from ressources.files.models.attachment import Attachment
from ressources.files.models.sheet_file import SheetFile
from ressources.files.scanning import scan_file, scanned_models
from ressources.files.text_extraction import read_attachment

# Priority of tasks that nobody waits for.
LATER = -50


@task()
def read(attachment: int) -> str:
    return read_attachment(attachment)


@task()
def scan(model: str, file: int) -> str:
    state = scan_file(scanned_models()[model], file)
    if model == "attachment" and state in Scan.available():
        read.enqueue(attachment=file)
    return state


def enqueue_checks(file: SheetFile) -> None:
    """Enqueue the scan of a new file, or its reading, after commit."""
    if file.scan == Scan.WAITING:
        ask = partial(scan.enqueue, model=file._meta.model_name, file=file.pk)
        transaction.on_commit(ask, robust=True)
    elif isinstance(file, Attachment) and file.reading == Reading.WAITING:
        transaction.on_commit(partial(read.enqueue, attachment=file.pk), robust=True)


def reap_stuck_readings() -> int:
    """Give up the readings of killed workers, and enqueue every waiting file again; return their number."""
    waiting = Attachment.objects.waiting().filter(added__lt=timezone.now() - STUCK_AFTER)
    return enqueue_missing(read, [{"attachment": key} for key in waiting.values_list("pk", flat=True)])


def retry_scans() -> int:
    """Enqueue the scan of every file in quarantine that no task is about to scan; return their number."""
    querysets = [(name, model.objects.in_quarantine()) for name, model in scanned_models().items()]
    return enqueue_missing(
        scan, [{"model": name, "file": key} for name, files in querysets for key in files.values_list("pk", flat=True)]
    )


def scan_older() -> int:
    """Enqueue, after urgent tasks, the scan of the files joined before there was an antivirus; return their number.

    They stay available until then.
    """
    querysets = [(name, model.objects.filter(scan=Scan.NOT_ASKED)) for name, model in scanned_models().items()]
    arguments = [
        {"model": name, "file": key} for name, files in querysets for key in files.values_list("pk", flat=True)
    ]
    return enqueue_missing(scan.using(priority=LATER), arguments)
