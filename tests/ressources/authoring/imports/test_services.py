"""Uploaded documents become drafts, once; the others have a reason."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from ressources.authoring.imports import services
from ressources.authoring.imports.models import ImportBatch, ImportedFile
from ressources.authoring.imports.services import open_import, read_imported
from ressources.files.models.attachment import Attachment
from ressources.files.services.attachments import attach
from ressources.sheets.models.workshop import WorkshopPage
from tests.interleaving import just_before
from tests.reseau.documents.files.documents import OFFICE, PROGRAM, locked_pdf, page, pdf
from tests.reseau.documents.files.pictures import encoded, flag
from tests.ressources.archives import archive, texts, zip_of

pytestmark = pytest.mark.django_db

SHEET = b"# Nouer ses lacets\n\n## Objectif\n\nMarcher sans tomber."


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def imported(*files, by, epm) -> ImportBatch:
    batch = open_import(by=by, epm=epm, files=files)
    for file in batch.files.waiting():
        read_imported(file=file.pk)
    return batch


def outcomes(batch) -> list[tuple[str, str, str]]:
    return list(batch.files.values_list("name", "outcome", "problem"))


def stored_folders(settings) -> list[str]:
    return [path.parent.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_document_becomes_a_draft_with_the_file_attached(animator, epm, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        batch = imported(zip_of(("dossier/lacets.md", SHEET)), by=animator, epm=epm)

    sheet = WorkshopPage.objects.get()
    content = sheet.latest_content
    assert (content.title, content.aim) == ("Nouer ses lacets", "Marcher sans tomber.")
    assert (sheet.owner, sheet.epm, sheet.live) == (animator, epm, False)
    assert outcomes(batch) == [("dossier/lacets.md", "draft", "")]
    attachment = Attachment.objects.get()
    with attachment.file.open() as file:
        assert (attachment.sheet_id, attachment.name, file.read()) == (sheet.pk, "lacets.md", SHEET)
    # The import itself keeps no file.
    assert stored_folders(settings) == ["pieces-jointes"]


@pytest.mark.parametrize("kind", ["odt", "docx"])
def test_office_documents_are_read(animator, epm, kind):
    imported(upload(f"tricot.{kind}", OFFICE[kind]), by=animator, epm=epm)
    assert "Prenez une pelote de laine." in WorkshopPage.objects.get().latest_content.introduction


def test_unreadable_document_has_a_reason_and_no_draft(animator, epm):
    files = {
        "programme.docx": (PROGRAM, "program"),
        "imbrique.zip.docx": (archive(*texts(["a.md"])), "other_archive"),
        "secret.docx": (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old_office"),
        "secret.pdf": (locked_pdf(user="a", owner="b"), "protected"),
        "abime.pdf": (pdf(page("Oui"))[:80], "broken"),
        "photo.jpg": (encoded(flag()), "image"),
        "vide.md": (b"", "empty"),
    }
    batch = imported(*(upload(name, content) for name, (content, _) in files.items()), by=animator, epm=epm)
    assert outcomes(batch) == [(name, "not_read", code) for name, (_, code) in files.items()]
    assert all(file.why for file in batch.files.all())
    assert (WorkshopPage.objects.count(), Attachment.objects.count()) == (0, 0)


def test_nested_archive_is_not_opened(animator, epm):
    batch = imported(zip_of(("dedans.zip", archive(*texts(["a.md"])))), by=animator, epm=epm)
    assert outcomes(batch) == [("dedans.zip", "not_read", "other_archive")]


def test_duplicate_in_an_archive_makes_one_draft(animator, epm):
    batch = imported(zip_of(("a.md", SHEET), ("copie/a.md", SHEET)), by=animator, epm=epm)
    assert outcomes(batch) == [("a.md", "draft", ""), ("copie/a.md", "left_aside", "twice")]
    assert WorkshopPage.objects.count() == 1


def test_document_is_imported_once_in_an_epm(animator, colleague, stranger, epm, other_epm):
    imported(upload("a.md", SHEET), by=animator, epm=epm)
    second_batch = imported(upload("b.md", SHEET), by=colleague, epm=epm)
    foreign_batch = imported(upload("a.md", SHEET), by=stranger, epm=other_epm)
    assert outcomes(second_batch) == [("b.md", "before", "")]
    assert second_batch.files.get().sheet.owner == animator
    assert outcomes(foreign_batch) == [("a.md", "draft", "")]


def test_document_whose_draft_was_deleted_is_imported_anew(animator, epm):
    imported(upload("a.md", SHEET), by=animator, epm=epm)
    WorkshopPage.objects.get().delete()
    assert outcomes(imported(upload("a.md", SHEET), by=animator, epm=epm)) == [("a.md", "draft", "")]


def test_file_of_a_visible_sheet_is_reported(animator, epm, sheet, draft, stranger, other_epm):
    attach(sheet=draft, by=animator, file=ContentFile(SHEET, name="lacets.md"))
    assert outcomes(imported(upload("a.md", SHEET), by=stranger, epm=other_epm)) == [("a.md", "draft", "")]
    mine = imported(upload("a.md", SHEET), by=animator, epm=epm)
    assert [(file.outcome, file.sheet_id) for file in mine.files.all()] == [("on_a_sheet", draft.pk)]


def test_file_is_settled_once(animator, epm):
    batch = imported(upload("a.md", SHEET), by=animator, epm=epm)
    assert read_imported(file=batch.files.get().pk) == ""
    assert read_imported(file=0) == ""
    assert WorkshopPage.objects.count() == 1


def test_file_imported_by_another_worker_meanwhile_keeps_its_draft(animator, epm, django_capture_on_commit_callbacks):
    """The bytes are then gone, which the slower worker does not take for a loss."""
    batch = open_import(by=animator, epm=epm, files=[upload("a.md", SHEET)])
    file = batch.files.get()

    def import_it() -> None:
        with django_capture_on_commit_callbacks(execute=True):
            read_imported(file=file.pk)

    with just_before('UPDATE "ressources_importedfile"', import_it):
        read_imported(file=file.pk)

    assert outcomes(batch) == [("a.md", "draft", "")]
    assert batch.files.get().sheet_id == WorkshopPage.objects.get().pk


def test_file_read_by_two_workers_makes_one_draft(animator, epm):
    batch = open_import(by=animator, epm=epm, files=[upload("a.md", SHEET)])
    file = batch.files.get()

    with just_before('SELECT %s AS "a" FROM "ressources_importedfile"', lambda: read_imported(file=file.pk)):
        read_imported(file=file.pk)

    assert (outcomes(batch), WorkshopPage.objects.count()) == ([("a.md", "draft", "")], 1)


def test_file_abandoned_while_another_worker_settles_it_keeps_its_outcome(animator, epm):
    batch = open_import(by=animator, epm=epm, files=[upload("a.md", SHEET)])
    batch.files.update(attempts=3)

    with just_before('SELECT %s AS "a" FROM "ressources_importedfile"', lambda: batch.files.update(outcome="draft")):
        read_imported(file=batch.files.get().pk)

    assert outcomes(batch) == [("a.md", "draft", "")]


def test_file_that_kills_its_readers_is_abandoned(animator, epm):
    batch = open_import(by=animator, epm=epm, files=[upload("a.md", SHEET)])
    ImportedFile.objects.update(attempts=3)
    assert read_imported(file=batch.files.get().pk) == "not_read"
    assert outcomes(batch) == [("a.md", "not_read", "too_heavy")]


def test_failure_of_the_installation_is_no_attempt_on_the_file(animator, epm, monkeypatch):
    def fail(*_, **__):
        raise OSError("no process can be started")

    batch = open_import(by=animator, epm=epm, files=[upload("a.md", SHEET)])
    monkeypatch.setattr(services.reader, "outline", fail)
    with pytest.raises(OSError, match="no process"):
        read_imported(file=batch.files.get().pk)
    assert (batch.files.get().attempts, outcomes(batch)) == (0, [("a.md", "waiting", "")])


def test_file_lost_by_the_storage_is_reported(animator, epm):
    batch = open_import(by=animator, epm=epm, files=[upload("a.md", SHEET)])
    batch.files.get().file.storage.delete(batch.files.get().file.name)
    assert read_imported(file=batch.files.get().pk) == "not_read"
    assert outcomes(batch) == [("a.md", "not_read", "missing")]


def test_files_of_erased_member_are_not_read(animator, epm):
    batch = open_import(by=animator, epm=epm, files=[upload("a.md", SHEET)])
    ImportBatch.objects.update(owner=None)
    assert read_imported(file=batch.files.get().pk) == "not_read"


def test_refused_import_keeps_nothing(animator, epm, settings):
    with pytest.raises(ValidationError):
        open_import(by=animator, epm=epm, files=[upload("a.md", SHEET), upload("b.zip", PROGRAM)])
    with pytest.raises(ValidationError, match="plus de 1 fichiers"):
        open_import(by=animator, epm=epm, files=[zip_of(*texts(["a.md", "b.md"]))], most_files=1)
    with pytest.raises(ValidationError, match="aucun fichier"):
        open_import(by=animator, epm=epm, files=[])
    assert (ImportBatch.objects.count(), ImportedFile.objects.count(), stored_folders(settings)) == (0, 0, [])
