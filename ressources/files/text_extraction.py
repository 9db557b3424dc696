"""Reading the attachments: what a file says enters the search, or the file says why it does not."""

from django.db import transaction
from django.db.models import F

from reseau.extraction import reader
from reseau.extraction.problems import FileProblemError
from ressources.files.enums import Unreadable
from ressources.files.models.attachment import Attachment

# A file that stopped the worker itself so many times is not opened again.
MAX_ATTEMPTS = 3


def read_attachment(key: int) -> str:
    """Reads the file once, whoever asks and however often; returns how it stands (`Reading`), or nothing."""
    attachment = Attachment.objects.waiting().filter(pk=key).first()
    if attachment is None:
        return ""
    _look(attachment)
    with transaction.atomic():
        # Removed, or read by another worker meanwhile.
        if not Attachment.objects.select_for_update().waiting().filter(pk=key).exists():
            return ""
        attachment.save(update_fields=["text", "reading", "unreadable"])
    return attachment.reading


def _look(attachment: Attachment) -> None:
    """Opens the file at arm's length and notes, in memory, what came of it."""
    if attachment.attempts >= MAX_ATTEMPTS:
        attachment.note_unreadable(Unreadable.TOO_HEAVY)
        return
    this = Attachment.objects.filter(pk=attachment.pk)
    try:
        with attachment.file.open("rb") as file:
            this.update(attempts=F("attempts") + 1)
            attachment.note_text(reader.read(file, kind=attachment.kind))
    except FileNotFoundError:
        attachment.note_unreadable(Unreadable.MISSING)
    except FileProblemError as problem:
        attachment.note_unreadable(Unreadable(problem.code))
    except Exception:
        # The storage or the installation failed, not the file.
        this.update(attempts=attachment.attempts)
        raise
