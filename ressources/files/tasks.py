"""The worker's part: scans and reads each file that was joined, and comes back to those that were left."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from reseau.task_recovery import STUCK_AFTER, enqueue_missing
from ressources.files.enums import Reading, Scan
from ressources.files.models.attachment import Attachment
from ressources.files.models.sheet_file import SheetFile
from ressources.files.scanning import MODELS, scan_file
from ressources.files.text_extraction import read_attachment

# Priority of what nobody waits for.
LATER = -50


@task()
def read(attachment: int) -> str:
    return read_attachment(attachment)


@task()
def scan(model: str, file: int) -> str:
    found = scan_file(MODELS[model], file)
    if model == "attachment" and found in Scan.available():
        read.enqueue(attachment=file)
    return found


def look_soon(file: SheetFile) -> None:
    """Has a file that was just joined scanned, or else read, once the current transaction is committed."""
    if file.scan == Scan.WAITING:
        ask = partial(scan.enqueue, model=file._meta.model_name, file=file.pk)
        transaction.on_commit(ask, robust=True)
    elif isinstance(file, Attachment) and file.reading == Reading.WAITING:
        transaction.on_commit(partial(read.enqueue, attachment=file.pk), robust=True)


def reap_stuck_readings() -> int:
    """Gives up the readings of killed workers, and asks anew for every file that waits unasked; returns how many."""
    waiting = Attachment.objects.waiting().filter(added__lt=timezone.now() - STUCK_AFTER)
    return enqueue_missing(read, [{"attachment": key} for key in waiting.values_list("pk", flat=True)])


def retry_scans() -> int:
    """Has every file in quarantine scanned that no worker is about to scan; returns how many."""
    waiting = [(name, model.objects.in_quarantine()) for name, model in MODELS.items()]
    return enqueue_missing(
        scan, [{"model": name, "file": key} for name, files in waiting for key in files.values_list("pk", flat=True)]
    )


def scan_older() -> int:
    """Has the files scanned that were joined before there was an antivirus, after what is urgent; returns how many.

    They are fetched as before until the antivirus has seen them.
    """
    older = [(name, model.objects.filter(scan=Scan.NOT_ASKED)) for name, model in MODELS.items()]
    wanted = [{"model": name, "file": key} for name, files in older for key in files.values_list("pk", flat=True)]
    return enqueue_missing(scan.using(priority=LATER), wanted)
