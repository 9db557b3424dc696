"""A file of another sheet: offered where it is visible, shared or attached again, without loss."""

import hashlib
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from tests.factories.ressources import AttachmentFactory, DraftFactory, PictureFactory

pytestmark = pytest.mark.django_db
WORDS = b"Une pelote, deux aiguilles"
PRINT = hashlib.sha256(WORDS).hexdigest()


@pytest.fixture
def author(client_of, stranger):
    """The browser of `stranger`, who writes a sheet of another territory."""
    return client_of(stranger)


@pytest.fixture
def own_sheet(other_epm, stranger):
    """The sheet of `stranger`."""
    return DraftFactory(epm=other_epm, author=stranger)


@pytest.fixture
def member_file(member_sheet):
    return AttachmentFactory(sheet=member_sheet, name="Pelote.txt", words=WORDS.decode(), sha256=PRINT)


@pytest.fixture
def picture(member_sheet):
    return PictureFactory(sheet=member_sheet, sha256=PRINT, caption="La pelote")


def upload_data(**fields) -> dict:
    return {"file": SimpleUploadedFile("patron.txt", WORDS), **fields}


def hidden_fields(page: str) -> dict[str, str]:
    form = page.partition('/reprendre/">')[2].partition("</form>")[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_author_sees_the_other_place_of_the_file(author, own_sheet, member_file, member_sheet):
    response = author.post(f"/ressources/fiches/{own_sheet.pk}/fichiers/", upload_data(name="Mémo"))
    text = response.content.decode()
    assert (response.status_code, Attachment.objects.count()) == (200, 1)
    assert "Ce fichier est déjà dans la bibliothèque" in text
    link = f'<a href="{member_sheet.get_absolute_url()}">{member_sheet.title}</a>'
    assert f"<li>«\u00a0Pelote.txt\u00a0», sur la fiche {link}</li>" in text
    assert hidden_fields(text).items() >= {"source": str(member_file.pk), "name": "Mémo"}.items()
    assert 'name="name" value="Mémo" maxlength' in text


@pytest.mark.parametrize(("button", "is_shared"), [({}, True), ({"own_copy": "1"}, False)])
def test_file_is_reused_or_attached_again_without_a_second_upload(author, own_sheet, member_file, button, is_shared):
    page = author.post(f"/ressources/fiches/{own_sheet.pk}/fichiers/", upload_data(name="Mémo")).content.decode()
    url = f"/ressources/fiches/{own_sheet.pk}/fichiers/reprendre/"
    response = author.post(url, hidden_fields(page) | button, follow=True)
    new_file = own_sheet.attachments.get()
    assert (new_file.name, new_file.file.name == member_file.file.name) == ("Mémo.txt", is_shared)
    assert "Le fichier «\u00a0Mémo.txt\u00a0» est joint à la fiche." in response.content.decode()


def test_picture_is_reused_with_the_new_description(author, own_sheet, picture):
    description = {"alternative": "Une pelote de laine", "caption": "", "credit": "Colette"}
    page = author.post(f"/ressources/fiches/{own_sheet.pk}/images/", upload_data(**description)).content.decode()
    assert "Cette image est déjà dans la bibliothèque" in page
    author.post(f"/ressources/fiches/{own_sheet.pk}/images/reprendre/", hidden_fields(page))
    new_picture = own_sheet.pictures.get()
    assert (new_picture.alternative, new_picture.caption, new_picture.credit) == tuple(description.values())
    assert new_picture.file.name == picture.file.name


def test_invisible_file_is_neither_revealed_nor_reused(author, own_sheet, member_file, epm, animator):
    hidden = DraftFactory(epm=epm, author=animator)
    Attachment.objects.update(sheet=hidden)
    response = author.post(f"/ressources/fiches/{own_sheet.pk}/fichiers/reprendre/", {"source": member_file.pk})
    assert (response.status_code, own_sheet.attachments.count()) == (404, 0)

    response = author.post(f"/ressources/fiches/{own_sheet.pk}/fichiers/", upload_data())
    assert (response.status_code, own_sheet.attachments.get().file.name == member_file.file.name) == (302, False)


def test_invisible_picture_is_not_reused(author, own_sheet, picture, epm, animator):
    Picture.objects.update(sheet=DraftFactory(epm=epm, author=animator))
    response = author.post(f"/ressources/fiches/{own_sheet.pk}/images/reprendre/", {"source": picture.pk})
    assert (response.status_code, own_sheet.pictures.count()) == (404, 0)


@pytest.mark.parametrize("source", ["", "0", "douze", "²"])
def test_form_without_a_file_is_404(author, own_sheet, source):
    for kind in ("fichiers", "images"):
        url = f"/ressources/fiches/{own_sheet.pk}/{kind}/reprendre/"
        assert author.post(url, {"source": source}).status_code == 404


def test_file_is_not_added_to_a_sheet_of_others(author, sheet, member_file, picture):
    for source, kind in ((member_file, "fichiers"), (picture, "images")):
        url = f"/ressources/fiches/{sheet.pk}/{kind}/reprendre/"
        assert author.post(url, {"source": source.pk}).status_code == 404
    assert (sheet.attachments.count(), sheet.pictures.count()) == (0, 0)


@pytest.mark.parametrize("kind", ["fichiers", "images"])
def test_same_file_twice_is_refused_with_a_message(author, own_sheet, member_file, picture, kind):
    source = member_file if kind == "fichiers" else picture
    url = f"/ressources/fiches/{own_sheet.pk}/{kind}/reprendre/"
    author.post(url, {"source": source.pk})
    response = author.post(url, {"source": source.pk}, follow=True)
    assert re.search(r'role="alert">(Ce fichier|Cette image) est déjà', response.content.decode())


def test_file_of_a_draft_links_to_its_preview(client_of, animator, epm, sheet):
    draft = DraftFactory(epm=epm, author=animator)
    AttachmentFactory(sheet=draft, sha256=PRINT)
    text = client_of(animator).post(f"/ressources/fiches/{sheet.pk}/fichiers/", upload_data()).content.decode()
    assert f'<a href="/ressources/fiches/{draft.pk}/apercu/">{draft.title}</a>' in text
