"""The ZIP of a workshop: portable names, a limit, files lost by the storage."""

import io
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile

from ressources.files.models.attachment import Attachment
from ressources.library.downloads import workshop_archive as take_away
from ressources.library.downloads.workshop_archive import NOTE, TakeAway
from tests.factories.ressources import AttachmentFactory, PictureFactory

DAY = datetime(2026, 3, 12, 9, tzinfo=UTC)


@pytest.fixture
def files(sheet):
    return [AttachmentFactory(sheet=sheet, name=f"Fichier {rank}.txt", words="x" * 100) for rank in range(3)]


def open_archive(attachments, pictures=()) -> ZipFile:
    with TakeAway({}, attachments, pictures, "https://example.org/ranger/", DAY).archive() as archive:
        return ZipFile(io.BytesIO(archive.read()))


@pytest.mark.django_db
def test_unsafe_name_stays_in_its_folder(files):
    Attachment.objects.filter(pk=files[0].pk).update(name="../../etc/passwd")
    Attachment.objects.filter(pk=files[1].pk).update(name="C:\\windows\\exe.exe")
    names = open_archive(Attachment.objects.order_by("pk")).namelist()
    assert names == ["-..-etc-passwd.txt", "C--windows-exe.exe.txt", "Fichier 2.txt"]


@pytest.mark.django_db
def test_files_beyond_the_limit_are_listed_in_a_note(files, monkeypatch):
    monkeypatch.setattr(take_away, "MOST_BYTES", 250)
    archive = open_archive(files)
    assert archive.namelist() == ["Fichier 0.txt", "Fichier 1.txt", NOTE]
    assert archive.read(NOTE).decode("utf-8-sig").splitlines() == [
        "Ces fichiers ne sont pas dans ce dossier\u00a0:",
        "Fichier 2.txt",
        "",
        "Vous les trouverez ici\u00a0: https://example.org/ranger/",
    ]


@pytest.mark.django_db
def test_file_lost_by_the_storage_is_listed_in_a_note(files):
    files[1].file.storage.delete(files[1].file.name)
    archive = open_archive(files)
    assert archive.namelist() == ["Fichier 0.txt", "Fichier 2.txt", NOTE]
    assert "Fichier 1.txt" in archive.read(NOTE).decode("utf-8-sig")


@pytest.mark.django_db
def test_pictures_are_in_their_own_folder_in_order_with_their_descriptions(sheet, files):
    pictures = [
        PictureFactory(sheet=sheet, caption="Le port USB : à gauche"),
        PictureFactory(sheet=sheet, alternative="Une souris vue de dessus, " * 9),
        PictureFactory(sheet=sheet, decorative=True, file=ContentFile(b"grande", "image.png")),
    ]
    archive = open_archive(files[:1], pictures)
    assert archive.namelist() == [
        "Fichier 0.txt",
        "images/01 Le port USB - à gauche.jpg",
        "images/02 Une souris vue de dessus, Une souris vue de dessus, Une sou….jpg",
        "images/03 image décorative.png",
    ]
    assert archive.read("images/03 image décorative.png") == b"grande"


@pytest.mark.django_db
def test_large_archive_is_stored_on_disk_and_opens_everywhere(files, monkeypatch):
    monkeypatch.setattr(take_away, "IN_MEMORY", 50)
    archive = open_archive(files)
    assert (archive.testzip(), len(archive.namelist())) == (None, 3)
    assert {info.external_attr >> 16 for info in archive.infolist()} == {0o644}
    assert {info.flag_bits & 0x08 for info in archive.infolist()} == {0}  # lengths are stored before the contents
