"""A file of a sheet: visibility and constraints."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from ressources.files.enums import Reading, Unreadable
from ressources.files.models.attachment import Attachment
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import AttachmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(sheet, member_sheet, draft):
    """A file on each: the public sheet, the sheet for members, a draft."""
    return [AttachmentFactory(sheet=page) for page in (sheet, member_sheet, draft)]


def visibility(user, files) -> list[bool]:
    visible = set(Attachment.objects.visible_to(user))
    return [file in visible for file in files]


def test_file_is_visible_to_readers_of_its_sheet(files, epm, stranger, colleague):
    learner = LearnerFactory(epm=epm).member
    assert [visibility(reader, files) for reader in (AnonymousUser(), learner)] == [[True, False, False]] * 2
    assert [visibility(reader, files) for reader in (stranger, colleague)] == [[True, True, False]] * 2


def test_file_of_draft_is_visible_to_authors_and_reviewers(
    files, animator, territorial, other_territorial, coordinator
):
    assert [visibility(reader, files) for reader in (animator, territorial, coordinator)] == [[True] * 3] * 3
    assert visibility(other_territorial, files) == [True, True, False]


def test_file_of_withdrawn_sheet_is_visible_like_a_file_of_a_draft(sheet, stranger, animator):
    file = AttachmentFactory(sheet=sheet)
    sheet.unpublish()
    assert [visibility(reader, [file]) for reader in (AnonymousUser(), stranger, animator)] == [
        [False],
        [False],
        [True],
    ]


def test_former_member_sees_no_file_of_their_draft(draft, departed, reload_member):
    draft.owner = departed
    draft.save()
    assert visibility(reload_member(departed), [AttachmentFactory(sheet=draft)]) == [False]


def test_same_file_is_stored_once_per_sheet(sheet, member_sheet):
    file = AttachmentFactory(sheet=sheet)
    AttachmentFactory(sheet=member_sheet, sha256=file.sha256)
    with pytest.raises(IntegrityError), transaction.atomic():
        AttachmentFactory(sheet=sheet, sha256=file.sha256)


@pytest.mark.parametrize(("reading", "reason"), [("unreadable", ""), ("read", "broken"), ("waiting", "missing")])
def test_database_requires_a_reason_for_unreadable_files_only(sheet, reading, reason):
    with pytest.raises(IntegrityError), transaction.atomic():
        AttachmentFactory(sheet=sheet, reading=reading, unreadable=reason)


def test_stored_name_is_random(sheet):
    first, second = (AttachmentFactory(sheet=sheet, name="Mémo.txt").file.name for _ in range(2))
    assert (first != second, "mo" in first, len(first)) == (True, False, len("pieces-jointes/") + 32 + len(".txt"))


def test_read_text_sets_the_state():
    read_file, empty_file, broken_file = Attachment(), Attachment(), Attachment()
    read_file.note_text("Un")
    empty_file.note_text("")
    broken_file.note_unreadable(Unreadable.BROKEN)
    assert [file.reading for file in (read_file, empty_file, broken_file)] == [
        Reading.READ,
        Reading.EMPTY,
        Reading.UNREADABLE,
    ]
    assert [bool(file.advice) for file in (read_file, empty_file, broken_file)] == [False, False, True]


def test_file_has_a_name_a_size_and_an_address(sheet):
    file = AttachmentFactory(sheet=sheet, name="Mémo à lire.txt", size=2048)
    assert (str(file), file.size_in_words, file.media_type) == ("Mémo à lire.txt", "2\u00a0ko", "text/plain")
    assert file.get_absolute_url() == f"/ressources/fichiers/{file.pk}/M%C3%A9mo%20%C3%A0%20lire.txt"
