"""Files of messages: checked, drawn again, joined, erased with their post."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from forums.messages.corrections.models import UNDO_TIME
from forums.messages.corrections.services import edit_post, erase_withdrawn, restore_topic, withdraw_post
from forums.messages.files import services
from forums.messages.files.models import PostFile
from forums.messages.files.services import erase_forgotten_files, keep_file
from forums.messages.posts.services import answer, open_topic
from tests.factories.forums import PostFactory
from tests.reseau.documents.files.documents import page, pdf, tagged_pdf
from tests.reseau.documents.files.pictures import SVG, encoded, flag, landscape, telephone_photo

pytestmark = pytest.mark.django_db


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def keep(animator):
    def keep_one(content: bytes | None = None, name: str = "IMG_0001.JPG") -> PostFile:
        return keep_file(file=upload(encoded(flag()) if content is None else content, name), by=animator)

    return keep_one


def stored(file: PostFile) -> list[bool]:
    return [field.storage.exists(field.name) for field in (file.file, file.small) if field.name]


@pytest.mark.parametrize("kind", ["JPEG", "HEIF"])
def test_photo_is_drawn_again_upright_without_place_nor_maker(keep, kind):
    photo = keep(telephone_photo(kind), "IMG_0001.HEIC")

    for field in (photo.file, photo.small):
        with field.open() as content:
            image = Image.open(content)
            assert (dict(image.getexif()), image.width < image.height) == ({}, True)
        with field.open() as content:
            assert b"Colette" not in content.read()
    assert (photo.is_picture, photo.name.rpartition(".")[0], photo.small.name != "") == (True, "IMG_0001", True)


def test_large_picture_is_made_small(keep):
    picture = keep(encoded(landscape(4000, 3000)))

    with picture.file.open() as content:
        assert max(Image.open(content).size) == 1600
    assert max(picture.width, picture.height) <= 480
    assert picture.size == picture.file.size < 700_000


@pytest.mark.parametrize(("content", "is_untagged"), [(pdf(page("Bonjour")), True), (tagged_pdf(), False)])
def test_document_is_kept_as_it_is_and_an_untagged_one_is_noted(keep, content, is_untagged):
    document = keep(content, "Mémo\u202e.exe")

    assert (document.kind, document.name, document.is_untagged) == ("pdf", "Mémo.exe.pdf", is_untagged)
    with document.file.open() as kept:
        assert kept.read() == content


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\x00" + b"\0" * 200, "c’est un programme"),
        (SVG, "un dessin SVG peut cacher un programme"),
        (b"", "il est vide"),
        (encoded(flag())[:300], "il est abîmé ou incomplet"),
        (b"PK\x03\x04" + b"\0" * 50, "il est abîmé ou incomplet|ce n’est ni une image"),
        (bytes(range(256)) * 4, "ce n’est ni une image"),
    ],
)
def test_what_the_site_does_not_keep_is_refused_by_its_name(keep, content, words):
    with pytest.raises(ValidationError) as refusal:
        keep(content, "virus.jpg")

    assert re.match(rf"Le fichier «\u00a0virus.jpg\u00a0» n’est pas joint\u00a0: ({words})", refusal.value.messages[0])
    assert not PostFile.objects.exists()


def test_too_heavy_a_file_and_too_many_files_are_refused(keep, monkeypatch):
    monkeypatch.setattr(services, "MAX_WAITING", 1)
    keep()
    with pytest.raises(ValidationError, match="trop de fichiers"):
        keep()

    monkeypatch.setattr(services, "MAX_BYTES", 1024)
    with pytest.raises(ValidationError, match=r"n’est pas joint.*il fait 3"):
        keep(b"a" * 3000, "notes.txt")


def test_corrected_post_keeps_the_files_that_are_left(keep, topic, animator, django_capture_on_commit_callbacks):
    files = [keep(), keep()]
    post = answer(topic=topic, author=animator, body="Voici", files=files)
    edit_post(post=post, body="Voici deux images")
    assert list(post.files.all()) == files

    with django_capture_on_commit_callbacks(execute=True):
        edit_post(post=post, body="Voici", files=files[1:])

    assert list(post.files.all()) == files[1:]
    assert (stored(files[0]), stored(files[1])) == ([False, False], [True, True])


def test_files_go_for_good_with_their_post(keep, topic, animator, django_capture_on_commit_callbacks):
    PostFactory(topic=topic)
    file = keep()
    post = answer(topic=topic, author=animator, body="Voici", files=[file])

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_post(post=post)
        erase_withdrawn()
    assert stored(file) == [True, True]

    type(post).objects.filter(pk=post.pk).update(withdrawn=timezone.now() - UNDO_TIME - timedelta(seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        erase_withdrawn()
    assert (stored(file), PostFile.objects.exists()) == ([False, False], False)


@pytest.mark.parametrize("is_restored", [True, False])
def test_files_of_a_topic_taken_back_come_again_with_it_or_go_for_good(
    keep, network_forum, animator, is_restored, django_capture_on_commit_callbacks
):
    file = keep()
    topic = open_topic(forum=network_forum, author=animator, title="Clé", body="Voici", files=[file])
    at = timezone.now() if is_restored else timezone.now() - UNDO_TIME - timedelta(seconds=1)

    with django_capture_on_commit_callbacks(execute=True):
        withdrawn = withdraw_post(post=topic.posts.get(), at=at)
        if is_restored:
            restore_topic(withdrawn=withdrawn)
        erase_withdrawn()

    assert stored(file) == [is_restored, is_restored]
    assert [found.file.name for found in PostFile.objects.all()] == [file.file.name] * is_restored


def test_files_of_a_message_never_published_are_erased_after_a_week(keep, topic, animator):
    old, recent, joined = keep(), keep(), keep()
    answer(topic=topic, author=animator, body="Voici", files=[joined])
    PostFile.objects.exclude(pk=recent.pk).update(added=timezone.now() - timedelta(days=8))

    assert (erase_forgotten_files(), erase_forgotten_files()) == (1, 0)
    assert not PostFile.objects.filter(pk=old.pk).exists()
