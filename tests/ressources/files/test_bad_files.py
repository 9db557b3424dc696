"""Malicious and broken files: refused with a message in French, or made harmless; form data is kept."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.files.text_extraction import read_attachment
from tests.reseau.documents.files.documents import OFFICE, PROGRAM, page, pdf
from tests.reseau.documents.files.pictures import SVG, encoded, flag, landscape, png_of

pytestmark = pytest.mark.django_db
JPEG = encoded(flag())
HEAVY = b"\xff\xd8\xff\xe0" + b"0" * 40 * 1024 * 1024
PDF_BOMB = pdf(b" " * 80_000_000, compressed=True)
POLYGLOT = b"GIF89a/*" + pdf(page("Oui")) + b"*/=0;alert(1)"
IS_PICTURE = "Ce fichier est une image. Les images d’une fiche ont leur page\u00a0: ajoutez-la parmi elles."
NO_PICTURE = (
    "Ce fichier n’est pas une image JPEG, PNG, WebP, GIF, HEIC ou AVIF. Un document se joint parmi les fichiers."
)
IS_PROGRAM = "Ce fichier est un programme, quel que soit son nom\u00a0: un programme ne se joint pas à une fiche."
IS_SVG = "Un dessin SVG peut cacher un programme. Enregistrez-le en PNG, puis ajoutez-le aux images."
IS_BROKEN = "Ce fichier est abîmé ou incomplet. Ouvrez-le, enregistrez-le de nouveau, puis recommencez."
IS_EMPTY = "Ce fichier est vide. Choisissez-en un autre."


@pytest.fixture
def author(client_of, animator):
    return client_of(animator)


def post(author, sheet, kind: str, content: bytes, file_name: str):
    description = {"name": "Mon mémo", "alternative": "Un drapeau", "caption": "Ma légende"}
    return author.post(
        f"/ressources/fiches/{sheet.pk}/{kind}/", {"file": SimpleUploadedFile(file_name, content), **description}
    )


@pytest.mark.parametrize(
    ("content", "file_name", "sentence"),
    [
        (b"", "mémo.pdf", IS_EMPTY),
        (PROGRAM, "fiche.docx", IS_PROGRAM),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 99, "fiche.pdf", IS_PROGRAM),
        (JPEG, "photo.jpg", IS_PICTURE),
        (JPEG, "photo.pdf", IS_PICTURE),
        (POLYGLOT, "diapos.pdf", IS_PICTURE),
        (SVG, "dessin.svg", IS_SVG),
        (SVG, "dessin.txt", IS_SVG),
        (
            HEAVY,
            "photo.jpg",
            "Ce fichier fait 40\u00a0Mo, 20\u00a0Mo au plus sont acceptés. Réduisez ses images, ou découpez-le.",
        ),
    ],
    ids=["empty", "exe", "elf", "photo", "disguised-photo", "polyglot", "svg", "disguised-svg", "heavy"],
)
def test_file_is_refused_and_form_data_is_kept(author, sheet, content, file_name, sentence):
    response = post(author, sheet, "fichiers", content, file_name)
    text = response.content.decode()
    assert (response.status_code, Attachment.objects.count()) == (200, 0)
    assert f'id="id_file_error"><p>{sentence}</p>' in text
    assert 'value="Mon mémo"' in text


@pytest.mark.parametrize(
    ("content", "file_name", "sentence"),
    [
        (b"", "photo.jpg", IS_EMPTY),
        (PROGRAM, "photo.jpg", IS_PROGRAM),
        (OFFICE["docx"], "photo.jpg", NO_PICTURE),
        (pdf(page("Oui")), "photo.png", NO_PICTURE),
        (SVG, "photo.png", IS_SVG),
        (encoded(flag(), "BMP"), "photo.jpg", "Cette image est d’un format trop rare."),
        (encoded(landscape())[:-9_000], "photo.jpg", IS_BROKEN),
        (png_of(60_000, 60_000), "photo.png", "Cette image a plus de 120 millions de points."),
        (HEAVY, "photo.jpg", "Cette image fait 40\u00a0Mo, 20\u00a0Mo au plus sont acceptés."),
    ],
    ids=["empty", "exe", "docx", "pdf", "svg", "bmp", "truncated", "bomb", "heavy"],
)
def test_picture_is_refused_and_form_data_is_kept(author, sheet, content, file_name, sentence):
    response = post(author, sheet, "images", content, file_name)
    text = response.content.decode()
    assert (response.status_code, Picture.objects.count()) == (200, 0)
    assert f'id="id_file_error"><p>{sentence}' in text
    assert "Un drapeau</textarea>" in text
    assert 'value="Ma légende"' in text


@pytest.mark.parametrize("content", [JPEG, encoded(flag(), "TIFF"), SVG], ids=["jpeg", "tiff", "svg"])
def test_picture_uploaded_as_a_file_links_to_the_pictures(author, sheet, content):
    text = post(author, sheet, "fichiers", content, "photo.jpg").content.decode()
    assert f'<a class="button" href="/ressources/fiches/{sheet.pk}/images/#ajouter">Ajouter une image' in text


def test_other_refusals_do_not_mention_pictures(author, sheet):
    assert "#ajouter" not in post(author, sheet, "fichiers", PROGRAM, "fiche.docx").content.decode()


def test_pdf_bomb_is_attached_but_never_unpacked(author, sheet):
    assert post(author, sheet, "fichiers", PDF_BOMB, "bombe.pdf").status_code == 302
    assert read_attachment(Attachment.objects.get().pk) == "unreadable"
    text = author.get(f"/ressources/fiches/{sheet.pk}/fichiers/").content.decode()
    assert "Son texte n’a pas pu être lu\u00a0: trop lourd à ouvrir." in text


def test_picture_with_the_wrong_extension_is_recognised_by_its_content(author, sheet):
    post(author, sheet, "images", encoded(flag(), "PNG"), "programme.exe")
    picture = Picture.objects.get()
    assert picture.file.name.rpartition(".")[2] in {"png", "jpg"}
    with picture.file.open() as image_file:
        assert Image.open(image_file).size == (400, 200)


def test_polyglot_picture_keeps_only_its_pixels(author, sheet):
    polyglot = encoded(flag()) + b"<script>alert(1)</script>" + pdf(page("Oui"))
    post(author, sheet, "images", polyglot, "photo.jpg")
    with Picture.objects.get().file.open() as image_file:
        content = image_file.read()
    assert [mark in content for mark in (b"<script", b"%PDF")] == [False, False]
    assert Image.open(io.BytesIO(content)).size == (400, 200)


@pytest.mark.parametrize(
    ("file_name", "expected_name"),
    [
        ("../../etc/passwd", "passwd.txt"),
        ("..\\..\\windows\\système.txt", "système.txt"),
        ("/etc/cron.d/fiche.txt", "fiche.txt"),
        ("fiche\u202etxt.exe", "fichetxt.exe.txt"),
        ("fiche\u200f\u2066.txt", "fiche.txt"),
        ("🧶 Pelote 🐑.txt", "🧶 Pelote 🐑.txt"),
        ('"><script>alert(1)<.txt', "---script-alert(1)-.txt"),
        ("a" * 300 + ".txt", "a" * 116 + ".txt"),
    ],
)
def test_unsafe_name_is_sanitised(author, sheet, file_name, expected_name):
    upload = SimpleUploadedFile("pelote.txt", b"Une pelote")
    upload._name = file_name
    response = author.post(f"/ressources/fiches/{sheet.pk}/fichiers/", {"file": upload})
    assert response.status_code == 302
    file = Attachment.objects.get()
    assert file.name == expected_name
    assert "/" not in file.file.name.removeprefix("pieces-jointes/")
    assert author.head(file.get_absolute_url()).status_code == 200
