"""Reading attachments: once, with the outcome saved, even if the file changes meanwhile."""

import pytest

from reseau.documents.extraction import reader
from reseau.documents.extraction.problems import FileProblemError
from ressources.files.models.attachment import Attachment
from ressources.files.text_extraction import MAX_ATTEMPTS, read_attachment
from tests.factories.ressources import AttachmentFactory
from tests.indexing import noted_documents
from tests.reseau.documents.files.documents import ENTITY_BOMB, locked_pdf, pdf, word

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


@pytest.fixture
def waiting(sheet):
    return AttachmentFactory(sheet=sheet, waiting=True, words="Une pelote")


def fill(attachment, kind: str, content: bytes) -> None:
    """Replace the content of the file."""
    Attachment.objects.filter(pk=attachment.pk).update(kind=kind)
    with attachment.file.open("wb") as file:
        file.write(content)


def outcome(attachment) -> tuple:
    attachment.refresh_from_db()
    return attachment.reading, attachment.unreadable, attachment.text


def test_text_is_saved_and_the_index_updated(waiting):
    noted_documents()
    assert read_attachment(waiting.pk) == "read"
    assert outcome(waiting) == ("read", "", "Une pelote")
    assert noted_documents() == {("sheet", str(waiting.sheet_id))}


def test_read_file_is_not_opened_again(waiting):
    read_attachment(waiting.pk)
    waiting.file.delete(save=False)
    assert read_attachment(waiting.pk) == ""
    assert outcome(waiting) == ("read", "", "Une pelote")


def test_deleted_file_is_ignored():
    assert read_attachment(0) == ""


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("docx", word(ENTITY_BOMB), ("unreadable", "dangerous", "")),
        ("pdf", locked_pdf(user="bergère", owner="berger"), ("unreadable", "protected", "")),
        ("pdf", b"%PDF-1.4 rien", ("unreadable", "broken", "")),
        ("pdf", pdf(b""), ("empty", "", "")),
    ],
)
def test_outcome_of_reading_is_saved(waiting, kind, content, expected):
    fill(waiting, kind, content)
    read_attachment(waiting.pk)
    assert outcome(waiting) == expected


def test_missing_file_is_marked(waiting):
    waiting.file.storage.delete(waiting.file.name)
    read_attachment(waiting.pk)
    assert outcome(waiting) == ("unreadable", "missing", "")


def test_file_that_kills_the_worker_is_abandoned(waiting):
    Attachment.objects.update(attempts=MAX_ATTEMPTS)
    read_attachment(waiting.pk)
    assert outcome(waiting) == ("unreadable", "too_heavy", "")


def test_attempt_is_recorded_before_the_file_is_opened(waiting, monkeypatch):
    def killed(file, *, kind):
        assert Attachment.objects.get(pk=waiting.pk).attempts == 1
        raise KeyboardInterrupt

    monkeypatch.setattr(reader, "read_text", killed)
    with pytest.raises(KeyboardInterrupt):
        read_attachment(waiting.pk)
    assert Attachment.objects.get(pk=waiting.pk).attempts == 1


def test_installation_error_is_no_attempt(waiting, monkeypatch, tmp_path):
    monkeypatch.setattr(reader, "ROOT", tmp_path)
    with pytest.raises(reader.ReaderFailedError):
        read_attachment(waiting.pk)
    assert (outcome(waiting), waiting.attempts) == (("waiting", "", ""), 0)


@pytest.mark.parametrize("meanwhile", [lambda files: files.delete(), lambda files: files.update(reading="empty")])
def test_file_removed_or_read_meanwhile_is_left_unchanged(waiting, monkeypatch, meanwhile):
    def slow(file, *, kind):
        meanwhile(Attachment.objects.all())
        raise FileProblemError("broken")

    monkeypatch.setattr(reader, "read_text", slow)
    assert read_attachment(waiting.pk) == ""
    assert list(Attachment.objects.filter(reading="unreadable")) == []
