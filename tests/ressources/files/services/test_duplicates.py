"""The same file on two sheets: found where it is visible, stored once, kept while one of them has it."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.files.services import attachments, duplicates, upload_quota
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
def pelote(member_sheet):
    """A file of a sheet for members."""
    digest = hashlib.sha256(WORDS.encode()).hexdigest()
    return AttachmentFactory(sheet=member_sheet, name="Pelote.txt", words=WORDS, sha256=digest, scan="clean")


def found(sheet, by, model=Attachment) -> list:
    return duplicates.find_elsewhere(model=model, sheet=sheet, by=by, file=SAME)


def is_kept(*files) -> list[bool]:
    return [default_storage.exists(file.file.name) for file in files]


def test_file_of_another_sheet_is_found_by_its_readers(other, pelote, animator, stranger):
    assert [found(other, by) for by in (animator, stranger)] == [[pelote], [pelote]]


def test_file_of_unreadable_sheet_is_not_revealed(other, animator, stranger, pelote, again):
    hidden = DraftFactory(epm=pelote.sheet.epm, author=animator)
    Attachment.objects.filter(pk=pelote.pk).update(sheet=hidden)
    assert [found(other, again(by)) for by in (animator, stranger)] == [[pelote], []]


def test_file_of_the_same_sheet_is_not_a_duplicate(pelote, animator):
    assert found(pelote.sheet, animator) == []


@pytest.mark.parametrize("state", [{"scan": "waiting"}, {"scan": "infected", "threat": "Ver", "file": ""}])
def test_file_in_quarantine_is_not_revealed(other, pelote, animator, state):
    Attachment.objects.filter(pk=pelote.pk).update(**state)
    assert found(other, animator) == []


def test_reused_file_is_stored_once(other, pelote, animator):
    name = duplicates.name_to_show(attachment=pelote, name="À imprimer.exe")
    twin = duplicates.reuse(source=pelote, sheet=other, by=animator, name=name)
    twin.refresh_from_db()
    assert (twin.sheet.pk, twin.file.name, twin.name, twin.added_by) == (
        other.pk,
        pelote.file.name,
        "À imprimer.exe.txt",
        animator,
    )
    assert (twin.text, twin.reading, twin.scan, Attachment.objects.count()) == (WORDS, "read", "clean", 2)


def test_bytes_stay_until_the_last_sheet_removes_them(other, pelote, animator, django_capture_on_commit_callbacks):
    twin = duplicates.reuse(source=pelote, sheet=other, by=animator)
    with django_capture_on_commit_callbacks(execute=True):
        attachments.detach(attachment=pelote)
    assert is_kept(twin) == [True]
    with django_capture_on_commit_callbacks(execute=True):
        attachments.forget_files_under(page=other)
        other.delete()
    assert is_kept(twin) == [False]


def test_own_copy_does_not_depend_on_the_other_sheet(other, pelote, animator, django_capture_on_commit_callbacks):
    twin = duplicates.reuse(source=pelote, sheet=other, by=animator, own_copy=True)
    assert twin.file.name != pelote.file.name
    with twin.file.open() as kept:
        assert kept.read() == WORDS.encode()
    with django_capture_on_commit_callbacks(execute=True):
        attachments.detach(attachment=twin)
    assert is_kept(twin, pelote) == [False, True]


def test_picture_is_reused_with_its_description_or_another(other, member_sheet, animator):
    PictureFactory(sheet=other, rank=4)
    source = PictureFactory(sheet=member_sheet, caption="La pelote", credit="Colette", rank=0)
    twin = duplicates.reuse(source=source, sheet=other, by=animator, caption="Une pelote")
    twin.refresh_from_db()
    assert (twin.alternative, twin.caption, twin.credit) == (source.alternative, "Une pelote", "Colette")
    assert (twin.rank, [stored.name for stored in twin.stored]) == (5, [stored.name for stored in source.stored])


def test_both_sizes_of_a_picture_are_copied(other, member_sheet, animator):
    twin = duplicates.reuse(source=PictureFactory(sheet=member_sheet), sheet=other, by=animator, own_copy=True)
    assert len({stored.name for picture in Picture.objects.all() for stored in picture.stored}) == 4
    contents = []
    for stored in twin.stored:
        with stored.open() as kept:
            contents.append(kept.read())
    assert contents == [b"grande", b"petite"]


@pytest.mark.parametrize("own_copy", [False, True])
def test_full_sheet_refuses_a_shared_file_and_loses_nothing(other, pelote, animator, own_copy):
    AttachmentFactory.create_batch(MAX_FILES, sheet=other)
    with pytest.raises(upload_quota.AttachmentError, match="Une fiche porte 10 fichiers au plus"):
        duplicates.reuse(source=pelote, sheet=other, by=animator, own_copy=own_copy)
    assert is_kept(pelote) == [True]
    assert len(default_storage.listdir("pieces-jointes")[1]) == MAX_FILES + 1


def test_file_removed_meanwhile_is_not_reused(other, pelote, animator):
    Attachment.objects.filter(pk=pelote.pk).delete()
    with pytest.raises(upload_quota.AttachmentError, match="Ce fichier n’est plus sur l’autre fiche"):
        duplicates.reuse(source=pelote, sheet=other, by=animator)


def test_file_lost_by_the_storage_is_not_copied(other, member_sheet, animator):
    source = PictureFactory(sheet=member_sheet)
    default_storage.delete(source.small.name)
    with pytest.raises(upload_quota.AttachmentError, match="Ce fichier n’est plus sur l’autre fiche"):
        duplicates.reuse(source=source, sheet=other, by=animator, own_copy=True)
    assert (Picture.objects.count(), len(default_storage.listdir("images")[1])) == (1, 1)


def test_unscanned_file_is_scanned_when_reused(settings, other, pelote, animator):
    settings.ANTIVIRUS_URL = "unix:///nulle/part"
    Attachment.objects.filter(pk=pelote.pk).update(scan="not_asked")
    pelote.refresh_from_db()
    assert duplicates.reuse(source=pelote, sheet=other, by=animator).scan == "waiting"
