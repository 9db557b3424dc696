"""Pictures are re-encoded: upright, light, without metadata. Other files are recognised."""

import base64
import io
import json
import zipfile

import pytest
from PIL import Image, ImageCms

from reseau.documents.extraction import picture, reader
from reseau.documents.extraction.confinement import ANSWER
from reseau.documents.extraction.problems import FileProblemError
from tests.reseau.documents.files.documents import OFFICE, PROGRAM, page, pdf
from tests.reseau.documents.files.pictures import (
    BLUE,
    RED,
    SVG,
    drawing_with_words,
    encoded,
    flag,
    landscape,
    png_of,
    telephone_photo,
)

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def redraw(content: bytes, size: str = "large") -> Image.Image:
    """Return the picture that the process makes of `content`."""
    rendition = picture.examine(io.BytesIO(content), [])[size]
    image = Image.open(io.BytesIO(base64.b64decode(rendition["content"])))
    assert (rendition["width"], rendition["height"]) == image.size
    assert rendition["extension"] == {"JPEG": "jpg", "PNG": "png"}[image.format]
    return image


def problem(content: bytes) -> str:
    with pytest.raises(FileProblemError) as refusal:
        picture.examine(io.BytesIO(content), [])
    return refusal.value.code


def has_colour_at(image: Image.Image, x: float, y: float, colour: tuple[int, int, int]) -> bool:
    """Check that the pixel at these fractions of width and height is close to that colour."""
    pixel = image.convert("RGB").getpixel((int(x * image.width), int(y * image.height)))
    return all(abs(actual - expected) < 12 for actual, expected in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG", "AVIF"])
def test_photo_is_upright_and_without_metadata(kind):
    content = telephone_photo(kind)
    image = redraw(content)
    assert b"Colette" in content
    assert image.size == (200, 400)
    assert has_colour_at(image, 0.9, 0.1, RED)
    assert has_colour_at(image, 0.1, 0.1, BLUE)
    assert (dict(image.getexif()), image.info.keys() - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}) == (
        {},
        {"progressive", "progression"} if image.format == "JPEG" else set(),
    )


@pytest.mark.parametrize("content", [telephone_photo(), drawing_with_words(), encoded(flag(), comment="Colette")])
def test_nothing_of_what_was_written_beside_the_points_is_kept(content):
    renditions = picture.examine(io.BytesIO(content), [])
    assert b"Colette" in content
    assert [b"Colette" in base64.b64decode(renditions[size]["content"]) for size in renditions] == [False, False]


def test_file_appended_to_a_picture_is_not_kept():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zip_file:
        zip_file.writestr("programme.exe", PROGRAM)
    picture_and_archive = encoded(flag()) + archive.getvalue()
    assert zipfile.is_zipfile(io.BytesIO(picture_and_archive))
    assert [
        zipfile.is_zipfile(io.BytesIO(encoded(redraw(picture_and_archive, size)))) for size in ("large", "small")
    ] == [False] * 2


@pytest.mark.parametrize(
    ("size", "large", "small"),
    [
        ((4000, 3000), (1600, 1200), (480, 360)),
        ((1080, 2400), (720, 1600), (480, 1067)),
        ((300, 200), (300, 200), (300, 200)),
        ((5000, 1), (1600, 1), (480, 1)),
    ],
)
def test_picture_gets_two_sizes_and_is_never_enlarged(size, large, small):
    content = encoded(Image.new("RGB", size, RED))
    assert [redraw(content, name).size for name in ("large", "small")] == [large, small]


def test_photo_is_light_and_drawing_is_sharp():
    photo, drawing = encoded(landscape(3000, 2000), quality=95), encoded(flag(2000, 1000), "PNG")
    assert [redraw(content).format for content in (photo, drawing)] == ["JPEG", "PNG"]
    assert len(encoded(redraw(drawing), "PNG")) < 10_000


def test_weight_is_limited_whatever_the_picture_shows():
    noise = Image.effect_noise((1600, 1600), 200)
    renditions = picture.examine(io.BytesIO(encoded(noise, quality=95)), [])
    assert len(json.dumps(renditions)) < ANSWER / 2


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "RGBA", "LA", "I;16"])
def test_picture_in_any_colour_mode_is_converted_to_rgb(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    white = Image.new("L", (90, 60), 255).convert(mode) if mode != "I;16" else Image.new("I;16", (90, 60), 65535)
    image = redraw(encoded(white, kind))
    assert image.size == (90, 60)
    assert has_colour_at(image, 0.5, 0.5, (255, 255, 255))


def test_sixteen_bit_grey_stays_grey():
    assert has_colour_at(redraw(encoded(Image.new("I;16", (60, 60), 32768), "PNG")), 0.5, 0.5, (128, 128, 128))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparent_areas_become_white(mode):
    transparent_image = Image.new("LA" if mode == "LA" else "RGBA", (60, 60))
    image = transparent_image.quantize(8) if mode == "P" else transparent_image
    assert has_colour_at(redraw(encoded(image, "PNG")), 0.5, 0.5, (255, 255, 255))


def test_only_the_first_image_of_an_animation_is_kept():
    content = encoded(flag(), "GIF", save_all=True, append_images=[Image.new("RGB", (400, 200), "green")])
    assert has_colour_at(redraw(content), 0.1, 0.1, RED)


def test_photo_followed_by_another_is_its_first_one():
    """Many telephones store a depth map, or a lighter copy, in the same JPEG."""
    content = encoded(flag(), "MPO", save_all=True, append_images=[Image.new("RGB", (400, 200), "green")])
    assert has_colour_at(redraw(content), 0.1, 0.1, RED)


def test_device_colours_are_converted_to_screen_colours():
    assert has_colour_at(redraw(encoded(flag(), icc_profile=SRGB)), 0.1, 0.1, RED)


@pytest.mark.parametrize(
    "marks", [{"icc_profile": b"rien d'un profil"}, {"exif": b"Exif\x00\x00rien"}], ids=["profile", "exif"]
)
def test_unreadable_metadata_do_not_refuse_a_picture(marks):
    assert has_colour_at(redraw(encoded(flag(), **marks)), 0.1, 0.1, RED)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (PROGRAM, "program"),
        (SVG, "svg"),
        (encoded(flag(), "BMP"), "other_image"),
        (encoded(flag(), "TIFF"), "other_image"),
        (pdf(page("Oui")), "not_picture"),
        (OFFICE["docx"], "not_picture"),
        ("Déjà vu".encode(), "not_picture"),
        (b"\x00\x01\x02", "not_picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "not_picture"),
        (png_of(20_000, 20_000), "too_large"),
    ],
)
def test_file_that_is_no_picture_is_recognised(content, code):
    assert problem(content) == code


def process_problem(content: bytes) -> str:
    """Return the problem that the real process reports, with its limits and all its readers."""
    with pytest.raises(FileProblemError) as refusal:
        reader.redraw(io.BytesIO(content))
    return refusal.value.code


def test_site_receives_the_pixels_of_both_sizes():
    large, small = reader.redraw(io.BytesIO(encoded(landscape(2000, 1000))))
    assert [(rendition.extension, rendition.width, rendition.height) for rendition in (large, small)] == [
        ("jpg", 1600, 800),
        ("jpg", 480, 240),
    ]
    assert Image.open(io.BytesIO(small.content)).size == (480, 240)


def test_photo_of_a_telephone_is_read_upright():
    large, small = reader.redraw(io.BytesIO(telephone_photo("HEIF")))
    image = Image.open(io.BytesIO(large.content))
    assert (image.size, small.width) == ((200, 400), 200)
    assert has_colour_at(image, 0.9, 0.1, RED)
    assert b"Colette" not in large.content + small.content


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (encoded(landscape())[:-4000], {"broken"}),
        (telephone_photo("HEIF")[:-400], {"broken"}),
        (b"\xff\xd8\xff\xe0 rien d'autre", {"broken"}),
        (png_of(10_000, 10_000), {"broken", "too_heavy"}),
        (png_of(60_000, 60_000), {"too_large"}),
    ],
    ids=["truncated", "truncated-heif", "name-alone", "large", "bomb"],
)
def test_hostile_picture_is_refused_without_harm(content, codes):
    assert process_problem(content) in codes
