"""Pictures of pages: redrawn as they come in, sent to everybody in the sizes of pages, described or decorative."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images.models import Image

from extranet.access.accounts.coordination_rights import ensure_coordination_group
from extranet.public.presentation.blocks import PresentationBlocks

pytestmark = pytest.mark.django_db
MAKER = 0x010F
EDITING = "/admin/images/add/"


def photo(*, size=(800, 600), is_signed: bool = False) -> bytes:
    buffer, picture = io.BytesIO(), Picture.new("RGB", size, "#0b5d5e")
    exif = picture.getexif()
    if is_signed:
        exif[MAKER] = "Téléphone de quelqu’un"
    picture.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def upload(browser, content: bytes, name: str = "salle.jpg"):
    data = {"title": "La salle", "file": SimpleUploadedFile(name, content, "image/jpeg"), "collection": 1}
    return browser.post(EDITING, data)


@pytest.fixture
def editor(site_tree, coordinator, client_of):
    ensure_coordination_group()
    return client_of(coordinator)


@pytest.fixture
def image(editor) -> Image:
    assert upload(editor, photo(is_signed=True)).status_code == 302
    return Image.objects.get()


def part(image: Image, **more) -> dict:
    return {"picture": {"image": image.pk, "alt_text": "", "decorative": False, **more}, "caption": "", "credit": ""}


def test_stored_picture_says_nothing_of_the_telephone(image):
    with image.file.open("rb") as stored:
        assert dict(Picture.open(stored).getexif()) == {}


def test_stored_name_is_never_that_of_another_picture(editor, image):
    upload(editor, photo())

    assert len({each.file.name for each in Image.objects.all()}) == 2
    assert "salle" not in image.file.name


def test_file_that_is_no_picture_is_refused_in_french(editor):
    response = upload(editor, b"%PDF-1.4 rien", "salle.jpg")

    assert (response.status_code, Image.objects.count()) == (200, 0)
    assert response.context["form"].errors["file"]


@pytest.mark.parametrize("name", ["salle.svg", "salle.gif"])
def test_other_formats_are_refused(editor, name):
    assert upload(editor, b"<svg xmlns='http://www.w3.org/2000/svg'/>", name).status_code == 200
    assert Image.objects.count() == 0


def test_picture_is_shown_with_its_description_to_visitors(client, write, image):
    page = write("Nous", ("picture", part(image, alt_text="Une salle claire")))
    text = client.get(page.url).text
    address = text.partition('<img src="/images/')[2].partition('"')[0]

    response = client.get(f"/images/{address}")

    assert 'alt="Une salle claire"' in text
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert response["Cache-Control"] == "public, max-age=2592000"
    assert Picture.open(io.BytesIO(response.getvalue())).size == (800, 600)


def test_part_whose_picture_is_not_chosen_yet_is_left_out_of_the_preview(client, write):
    empty = {"picture": {"image": None, "alt_text": "", "decorative": False}, "caption": "", "credit": ""}

    assert client.get(write("Nous", ("picture", empty)).url).text.count("<figure") == 0


def test_captioned_picture_is_a_group_with_its_name(client, write, image):
    value = part(image, decorative=True) | {"caption": "La salle du bas", "credit": "Une voisine"}
    text = client.get(write("Nous", ("picture", value)).url).text

    assert text.count('role="figure" aria-label="La salle du bas"') == 1
    assert text.count("<figcaption>La salle du bas<br>Une voisine</figcaption>") == 1


def test_decorative_picture_has_an_empty_description(client, write, image):
    page = write("Nous", ("picture", part(image, alt_text="Une salle", decorative=True)))

    assert client.get(page.url).text.partition('<img src="/images/')[2].partition('alt="')[2][:1] == '"'


def test_uploaded_file_itself_is_sent_to_nobody(client, image):
    name = image.file.name.rpartition("/")[2]

    assert (client.get(f"/images/{name}").status_code, client.get(image.file.url).status_code) == (404, 404)


def test_picture_neither_described_nor_decorative_is_refused(image):
    blocks = PresentationBlocks()
    value = blocks.to_python([{"type": "picture", "value": part(image)}])

    with pytest.raises(ValidationError) as refusal:
        blocks.clean(value)

    picture = refusal.value.block_errors[0].block_errors["picture"]
    assert "texte alternatif" in str(picture.block_errors["alt_text"].messages[0]).lower()


def test_entry_cannot_lead_to_two_places(write):
    blocks = PresentationBlocks()
    entry = {"icon": "mail", "title": "Aller", "text": "", "page": write("Là").pk, "place": "contact"}
    value = blocks.to_python([{"type": "entries", "value": {"title": "", "entries": [entry]}}])

    with pytest.raises(ValidationError) as refusal:
        blocks.clean(value)

    entries = refusal.value.block_errors[0].block_errors["entries"]
    assert entries.block_errors[0].block_errors["place"].messages == [
        "Choisissez une page ou une partie du site, pas les deux."
    ]


def test_coordination_sees_its_pictures_in_the_admin(editor, image):
    text = editor.get(reverse("wagtailimages:index")).text
    address = text.partition('src="/images/')[2].partition('"')[0]

    assert Picture.open(io.BytesIO(editor.get(f"/images/{address}").getvalue())).format == "PNG"
