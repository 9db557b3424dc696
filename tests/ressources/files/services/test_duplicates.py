"""The same file on two sheets: found where it is visible, stored once, kept while one of them has it."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ressources.files.enums import Reading
from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.files.services import attachments, duplicates
from ressources.files.services.upload_quota import MAX_FILES
from tests.factories.ressources import AttachmentFactory, DraftFactory, PictureFactory

pytestmark = pytest.mark.django_db
WORDS = "Une pelote, deux aiguilles"
SAME = ContentFile(WORDS.encode())


@pytest.fixture
def other(epm, animator):
    """Another sheet of `animator`."""
    return DraftFactory(epm=epm, author=animator)


@pytest.fixture
def member_file(member_sheet):
    """A file of a sheet for members."""
    digest = hashlib.sha256(WORDS.encode()).hexdigest()
    return AttachmentFactory(sheet=member_sheet, name="Pelote.txt", words=WORDS, sha256=digest, scan="clean")


def find_copies(sheet, by, model=Attachment) -> list:
    return duplicates.find_elsewhere(model=model, sheet=sheet, by=by, file=SAME)


def is_kept(*files) -> list[bool]:
    return [default_storage.exists(file.file.name) for file in files]


def test_file_of_another_sheet_is_found_by_its_readers(other, member_file, animator, stranger):
    assert [find_copies(other, by) for by in (animator, stranger)] == [[member_file], [member_file]]


def test_file_of_unreadable_sheet_is_not_revealed(other, animator, stranger, member_file, reload_member):
    hidden = DraftFactory(epm=member_file.sheet.epm, author=animator)
    Attachment.objects.filter(pk=member_file.pk).update(sheet=hidden)
    assert [find_copies(other, reload_member(by)) for by in (animator, stranger)] == [[member_file], []]


def test_file_of_the_same_sheet_is_not_a_duplicate(member_file, animator):
    assert find_copies(member_file.sheet, animator) == []


@pytest.mark.parametrize("state", [{"scan": "waiting"}, {"scan": "infected", "threat": "Ver", "file": ""}])
def test_file_in_quarantine_is_not_revealed(other, member_file, animator, state):
    Attachment.objects.filter(pk=member_file.pk).update(**state)
    assert find_copies(other, animator) == []


def test_reused_file_is_stored_once(other, member_file, animator):
    name = duplicates.name_to_show(attachment=member_file, name="À imprimer.exe")
    new_file = duplicates.reuse(source=member_file, sheet=other, by=animator, name=name)
    new_file.refresh_from_db()
    assert (new_file.sheet.pk, new_file.file.name, new_file.name, new_file.added_by) == (
        other.pk,
        member_file.file.name,
        "À imprimer.exe.txt",
        animator,
    )
    assert (new_file.text, new_file.reading, new_file.scan, Attachment.objects.count()) == (WORDS, "read", "clean", 2)


def test_bytes_stay_until_the_last_sheet_removes_them(other, member_file, animator, django_capture_on_commit_callbacks):
    new_file = duplicates.reuse(source=member_file, sheet=other, by=animator)
    with django_capture_on_commit_callbacks(execute=True):
        attachments.detach(attachment=member_file)
    assert is_kept(new_file) == [True]
    with django_capture_on_commit_callbacks(execute=True):
        attachments.forget_files_under(page=other)
        other.delete()
    assert is_kept(new_file) == [False]


def test_own_copy_does_not_depend_on_the_other_sheet(other, member_file, animator, django_capture_on_commit_callbacks):
    new_file = duplicates.reuse(source=member_file, sheet=other, by=animator, own_copy=True)
    assert new_file.file.name != member_file.file.name
    with new_file.file.open() as content:
        assert content.read() == WORDS.encode()
    with django_capture_on_commit_callbacks(execute=True):
        attachments.detach(attachment=new_file)
    assert is_kept(new_file, member_file) == [False, True]


def test_text_that_the_source_lacks_is_asked_for(other, member_file, animator, django_capture_on_commit_callbacks):
    Attachment.objects.update(reading=Reading.WAITING, text="")
    member_file.refresh_from_db()
    with django_capture_on_commit_callbacks() as callbacks:
        duplicates.reuse(source=member_file, sheet=other, by=animator)
    assert callbacks


def test_picture_is_reused_with_its_description_or_another(other, member_sheet, animator):
    PictureFactory(sheet=other, rank=4)
    source = PictureFactory(sheet=member_sheet, caption="La pelote", credit="Colette", rank=0, is_cover=True)
    new_picture = duplicates.reuse(source=source, sheet=other, by=animator, caption="Une pelote")
    new_picture.refresh_from_db()
    assert (new_picture.alternative, new_picture.caption, new_picture.credit) == (
        source.alternative,
        "Une pelote",
        "Colette",
    )
    assert not new_picture.is_cover
    assert (new_picture.rank, [rendition.name for rendition in new_picture.stored]) == (
        5,
        [rendition.name for rendition in source.stored],
    )


def test_both_sizes_of_a_picture_are_copied(other, member_sheet, animator):
    new_picture = duplicates.reuse(source=PictureFactory(sheet=member_sheet), sheet=other, by=animator, own_copy=True)
    assert len({rendition.name for picture in Picture.objects.all() for rendition in picture.stored}) == 4
    contents = []
    for rendition in new_picture.stored:
        with rendition.open() as content:
            contents.append(content.read())
    assert contents == [b"grande", b"petite"]


@pytest.mark.parametrize("own_copy", [False, True])
def test_full_sheet_refuses_a_shared_file_and_loses_nothing(other, member_file, animator, own_copy):
    AttachmentFactory.create_batch(MAX_FILES, sheet=other)
    with pytest.raises(ValidationError, match="Une fiche porte 10 fichiers au plus"):
        duplicates.reuse(source=member_file, sheet=other, by=animator, own_copy=own_copy)
    assert is_kept(member_file) == [True]
    assert len(default_storage.listdir("pieces-jointes")[1]) == MAX_FILES + 1


def test_file_removed_meanwhile_is_not_reused(other, member_file, animator):
    Attachment.objects.filter(pk=member_file.pk).delete()
    with pytest.raises(ValidationError, match="Ce fichier n’est plus sur l’autre fiche"):
        duplicates.reuse(source=member_file, sheet=other, by=animator)


def test_file_lost_by_the_storage_is_not_copied(other, member_sheet, animator):
    source = PictureFactory(sheet=member_sheet)
    default_storage.delete(source.small.name)
    with pytest.raises(ValidationError, match="Ce fichier n’est plus sur l’autre fiche"):
        duplicates.reuse(source=source, sheet=other, by=animator, own_copy=True)
    assert (Picture.objects.count(), len(default_storage.listdir("images")[1])) == (1, 1)


def test_unscanned_file_is_scanned_when_reused(settings, other, member_file, animator):
    settings.ANTIVIRUS_URL = "unix:///nulle/part"
    Attachment.objects.filter(pk=member_file.pk).update(scan="not_asked")
    member_file.refresh_from_db()
    assert duplicates.reuse(source=member_file, sheet=other, by=animator).scan == "waiting"
