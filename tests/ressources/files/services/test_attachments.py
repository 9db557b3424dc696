"""Files attached to a sheet and removed: storage, refusals, and deletion from the disk."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.db import transaction

from ressources.files.models.attachment import FOLDER, Attachment
from ressources.files.services import attachments
from ressources.files.services.upload_quota import MAX_FILES, MAX_SIZE
from ressources.files.text_extraction import read_attachment
from tests.factories.ressources import AttachmentFactory
from tests.reseau.documents.files.documents import OFFICE, PROGRAM

pytestmark = pytest.mark.django_db


def attach(sheet, content: bytes = b"Une pelote", file_name: str = "pelote.txt", **options) -> Attachment:
    return attachments.attach(sheet=sheet, by=sheet.owner, file=ContentFile(content, file_name), **options)


def refusal(sheet, *arguments, **options) -> str:
    with pytest.raises(ValidationError) as error:
        attach(sheet, *arguments, **options)
    assert stored_names() == sorted(file.file.name.removeprefix(f"{FOLDER}/") for file in Attachment.objects.all())
    return error.value.message


def stored_names() -> list[str]:
    """Names of the files in the storage."""
    return sorted(default_storage.listdir(FOLDER)[1]) if default_storage.exists(FOLDER) else []


def test_attached_file_has_its_kind_size_and_fingerprint(sheet, animator):
    file = attach(sheet, OFFICE["odt"], "Patron.ODT")
    file.refresh_from_db()
    assert (file.sheet, file.added_by, file.name, file.kind) == (sheet.sheet_ptr, animator, "Patron.odt", "odt")
    with file.file.open() as content:
        assert (file.size, content.read()) == (len(OFFICE["odt"]), OFFICE["odt"])
    assert (file.reading, len(file.sha256)) == ("waiting", 64)


def test_kind_is_read_from_the_content_and_sets_the_extension(sheet):
    file = attach(sheet, OFFICE["docx"], "facture.exe")
    assert (file.kind, file.name) == ("docx", "facture.exe.docx")


def test_chosen_name_is_shown(sheet):
    assert attach(sheet, name="Patron à imprimer").name == "Patron à imprimer.txt"


def test_file_is_read_after_it_is_saved(sheet, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        file = attach(sheet)
    assert [callback.keywords for callback in callbacks if hasattr(callback, "keywords")] == [{"attachment": file.pk}]


@pytest.mark.parametrize(
    ("content", "file_name", "sentence"),
    [
        (b"", "vide.pdf", "Ce fichier est vide."),
        (PROGRAM, "fiche.docx", "Ce fichier est un programme, quel que soit son nom"),
        (OFFICE["docx"][:-100], "fiche.docx", "Ce fichier est abîmé ou incomplet."),
        (b"\x89PNG\r\n\x1a\n", "photo.png", "Ce fichier est une image."),
        (b"\x00\x01", "fiche.pdf", "Nous ne reconnaissons pas ce fichier."),
    ],
)
def test_unsupported_file_is_refused(sheet, content, file_name, sentence):
    assert refusal(sheet, content, file_name).startswith(sentence)


def test_file_that_is_too_big_is_refused_with_both_sizes(sheet):
    assert refusal(sheet, b"a" * (MAX_SIZE + 1_000_000)).startswith(
        "Ce fichier fait 21\u00a0Mo, 20\u00a0Mo au plus sont acceptés."
    )


def test_same_file_is_not_attached_twice(sheet, member_sheet):
    attach(sheet, name="Patron")
    assert refusal(sheet, file_name="autre.txt") == (
        "Ce fichier est déjà joint à la fiche, sous le nom «\u00a0Patron.txt\u00a0»."
    )
    assert attach(member_sheet).sheet == member_sheet


def test_file_beyond_the_quota_is_refused(sheet):
    AttachmentFactory.create_batch(MAX_FILES, sheet=sheet)
    assert refusal(sheet).startswith("Une fiche porte 10 fichiers au plus")


def test_failed_save_leaves_no_file(sheet, monkeypatch):
    def fail(self, **options):
        raise OSError("disk full")

    monkeypatch.setattr(Attachment, "save", fail)
    with pytest.raises(OSError, match="disk full"):
        attach(sheet)
    assert stored_names() == []


def test_file_is_attached_and_read_in_any_storage(sheet, monkeypatch):
    """A storage without paths, like a remote service."""
    monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", InMemoryStorage())
    file = attach(sheet)
    assert read_attachment(file.pk) == "read"
    assert (Attachment.objects.get().text, stored_names()) == ("Une pelote", [])


def test_removed_file_is_deleted(sheet, django_capture_on_commit_callbacks):
    file = attach(sheet)
    with django_capture_on_commit_callbacks(execute=True):
        attachments.detach(attachment=file)
        assert len(stored_names()) == 1
    assert (Attachment.objects.count(), stored_names()) == (0, [])


def test_rolled_back_removal_keeps_the_file(sheet, django_capture_on_commit_callbacks):
    file = attach(sheet)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        attachments.detach(attachment=file)
        transaction.set_rollback(True)
    assert (Attachment.objects.count(), len(stored_names())) == (1, 1)


def test_files_are_deleted_with_their_page(sheet, member_sheet, django_capture_on_commit_callbacks):
    attach(sheet)
    other = attach(member_sheet)
    with django_capture_on_commit_callbacks(execute=True):
        attachments.forget_files_under(page=sheet)
        sheet.delete()
    assert stored_names() == [other.file.name.removeprefix(f"{FOLDER}/")]


def test_rolled_back_page_deletion_keeps_the_files(sheet, django_capture_on_commit_callbacks):
    attach(sheet)
    with django_capture_on_commit_callbacks(execute=True):
        attachments.forget_files_under(page=sheet.get_parent())
    assert len(stored_names()) == 1
