"""Two requests at once on the files of sheets: no bytes are lost, no quota is exceeded."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError, connection

from ressources.files.models.attachment import Attachment
from ressources.files.services import attachments, duplicates
from ressources.files.services.upload_quota import MAX_FILES
from tests.factories.ressources import AttachmentFactory, SheetFactory

pytestmark = pytest.mark.django_db(transaction=True)


def together(*deeds: Callable[[], object]) -> list[str]:
    """Run the actions at once; return the outcome of each."""
    start = Barrier(len(deeds))

    def attempt(deed: Callable[[], object]) -> str:
        start.wait()
        try:
            deed()
        except (
            ValidationError,
            OperationalError,
        ):  # SQLite in memory fails at once where a file waits
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(attempt, deeds))


def test_file_reused_during_its_removal_is_whole_or_absent(epm):
    source, sheet = AttachmentFactory(sheet=SheetFactory(epm=epm)), SheetFactory(epm=epm)
    kept = source.file.name
    reused, removed = together(
        lambda: duplicates.reuse(source=source, sheet=sheet, by=sheet.owner),
        lambda: attachments.detach(attachment=Attachment.objects.get(pk=source.pk)),
    )
    assert "done" in (reused, removed)
    assert sheet.attachments.count() == (reused == "done")
    assert default_storage.exists(kept) is (reused == "done" or removed == "refused")


def test_last_place_of_a_sheet_is_taken_once(epm):
    sheet = SheetFactory(epm=epm)
    AttachmentFactory.create_batch(MAX_FILES - 1, sheet=sheet)
    ends = together(
        *(
            lambda number=number: attachments.attach(
                sheet=sheet, by=sheet.owner, file=ContentFile(b"Texte %d" % number, "a.txt")
            )
            for number in range(2)
        )
    )
    assert sorted(ends) == ["done", "refused"]
    assert (sheet.attachments.count(), len(default_storage.listdir("pieces-jointes")[1])) == (MAX_FILES, MAX_FILES)
