"""Reading of attachments: the text of a file enters the search, or the file tells why it could not be read."""

from django.db import transaction
from django.db.models import F

from reseau.documents.extraction import reader
from reseau.documents.extraction.problems import FileProblemError
from ressources.files.enums import Unreadable
from ressources.files.models.attachment import Attachment

# A file that killed the worker so many times is not opened again.
MAX_ATTEMPTS = 3


def read_attachment(key: int) -> str:
    """Read the file once, however often it is called; return its state (`Reading`), empty if it was not waiting."""
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
    """Open the file in a separate process and note the result, in memory."""
    if attachment.attempts >= MAX_ATTEMPTS:
        attachment.note_unreadable(Unreadable.TOO_HEAVY)
        return
    queryset = Attachment.objects.filter(pk=attachment.pk)
    try:
        with attachment.file.open("rb") as file:
            queryset.update(attempts=F("attempts") + 1)
            attachment.note_text(reader.read_text(file, kind=attachment.kind))
    except FileNotFoundError:
        attachment.note_unreadable(Unreadable.MISSING)
    except FileProblemError as problem:
        attachment.note_unreadable(Unreadable(problem.code))
    except Exception:
        # The storage or the installation failed, not the file.
        queryset.update(attempts=attachment.attempts)
        raise
