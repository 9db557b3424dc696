"""Two requests at once on the files of sheets: no bytes are lost, no quota is exceeded."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ressources.files.models.attachment import Attachment
from ressources.files.services import attachments, duplicates
from ressources.files.services.pictures import move_picture
from ressources.files.services.upload_quota import MAX_FILES
from tests.factories.ressources import AttachmentFactory, PictureFactory, SheetFactory
from tests.parallel import start_before_commit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def outcome_of(action: Callable[[], object]) -> str:
    try:
        action()
    except ValidationError:
        return "refused"
    return "done"


def test_file_removed_while_another_sheet_takes_it_keeps_its_bytes_on_postgresql(epm):
    source, sheet = AttachmentFactory(sheet=SheetFactory(epm=epm)), SheetFactory(epm=epm)

    start_before_commit(
        lambda: duplicates.reuse(source=source, sheet=sheet, by=sheet.owner),
        lambda: attachments.detach(attachment=Attachment.objects.get(pk=source.pk)),
    )

    assert default_storage.exists(sheet.attachments.get().file.name)
    assert not source.sheet.attachments.exists()


def test_file_taken_while_it_is_removed_is_refused_on_postgresql(epm):
    source, sheet = AttachmentFactory(sheet=SheetFactory(epm=epm)), SheetFactory(epm=epm)

    outcome = start_before_commit(
        lambda: attachments.detach(attachment=Attachment.objects.get(pk=source.pk)),
        lambda: outcome_of(lambda: duplicates.reuse(source=source, sheet=sheet, by=sheet.owner)),
    )

    assert (outcome, sheet.attachments.count()) == ("refused", 0)


def test_last_place_of_a_sheet_is_taken_once_on_postgresql(epm):
    sheet = SheetFactory(epm=epm)
    AttachmentFactory.create_batch(MAX_FILES - 1, sheet=sheet)

    def attach(text: bytes) -> str:
        return outcome_of(lambda: attachments.attach(sheet=sheet, by=sheet.owner, file=ContentFile(text, "a.txt")))

    assert start_before_commit(lambda: attach(b"Un"), lambda: attach(b"Deux")) == "refused"
    assert (sheet.attachments.count(), len(default_storage.listdir("pieces-jointes")[1])) == (MAX_FILES, MAX_FILES)


def test_picture_moved_while_another_moves_keeps_both_moves_on_postgresql(epm):
    sheet = SheetFactory(epm=epm)
    first, second, third = PictureFactory.create_batch(3, sheet=sheet)

    start_before_commit(
        lambda: move_picture(picture=first, places=1),
        lambda: move_picture(picture=third, places=-9),
    )

    assert list(sheet.pictures.values_list("pk", flat=True)) == [third.pk, second.pk, first.pk]
