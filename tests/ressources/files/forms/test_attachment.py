"""The upload form of a file: required fields, and checks left to the service."""

from django.core.files.uploadedfile import SimpleUploadedFile

from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import MAX_NAME
from ressources.files.forms import AttachmentForm


def form(content: bytes | None, name: str = "") -> AttachmentForm:
    files = {} if content is None else {"file": SimpleUploadedFile("mémo.txt", content)}
    return AttachmentForm({"name": name}, files)


def test_file_is_required_and_its_name_is_optional():
    assert form(None).errors == {"file": ["Choisissez un fichier sur votre ordinateur."]}
    assert form(b"Oui").is_valid()


def test_empty_file_is_accepted_by_the_form():
    assert form(b"").is_valid()


def test_name_leaves_room_for_its_extension():
    assert list(form(b"Oui", "a" * (MAX_NAME - 4)).errors) == ["name"]
    assert form(b"Oui", "a" * (MAX_NAME - 5)).is_valid()


def test_browser_accepts_every_kind():
    accepted = AttachmentForm().fields["file"].widget.attrs["accept"].split(",")
    assert [kind for kind in FileKind if f".{kind.value}" not in accepted] == []
