"""Process that redraws its input as a light picture: `python -m reseau.documents.extraction.picture`.

Only pixels leave it: metadata (place and date of the photo, name of the telephone, thumbnail) and files hidden behind
the picture do not reach the site.
"""

import base64
import io
import os
from typing import BinaryIO

from PIL import AvifImagePlugin, Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

from reseau.documents.extraction.confinement import run_confined
from reseau.documents.extraction.kinds import HEAD, HEIF, kind_of, picture_format
from reseau.documents.extraction.problems import (
    MACROS,
    NOT_A_PICTURE,
    OLD_OFFICE,
    OTHER_ARCHIVE,
    TOO_LARGE,
    UNKNOWN,
    FileProblemError,
)

# Maximum pixels on each side. A page is laid out by widths: a tall picture stays readable in the small one.
LARGE, SMALL = (1600, 1600), (480, 1600)
# Maximum pixels of a telephone photo; a larger picture is no photo of a workshop, or a trap.
MAX_POINTS = 120_000_000
# Bytes that are enough for a detailed photo of 1600 pixels: beyond them, the next lower quality is tried.
HEAVY = 600_000
QUALITIES = (80, 65, 50)
# A drawing or a screenshot has few colours: as PNG it may be lighter, and sharper.
DRAWING_COLOURS, PALETTE = 4_096, 256
DOCUMENT_PROBLEMS = {OLD_OFFICE, MACROS, OTHER_ARCHIVE, UNKNOWN}
SRGB = ImageCms.createProfile("sRGB")


def examine(file: BinaryIO, arguments: list[str]) -> dict:
    kind = format_of(file)
    try:
        image = Image.open(file, formats=[kind.upper()])
    except Image.DecompressionBombError as error:
        raise FileProblemError(TOO_LARGE, str(error)) from error
    # A photo is decoded at the needed scale: a quarter of the memory, or less.
    image.draft(None, fitted_size(image.size, LARGE))
    image.load()
    image = with_whole_colours(image)
    is_drawing = image.getcolors(DRAWING_COLOURS) is not None
    large_image = redraw(image)
    small_image = large_image.resize(fitted_size(large_image.size, SMALL), Image.Resampling.LANCZOS)
    return {"large": encode_rendition(large_image, is_drawing), "small": encode_rendition(small_image, is_drawing)}


def format_of(file: BinaryIO) -> str:
    """Return the format of the picture. Raises `FileProblemError`, which names what the file is instead."""
    head = file.read(HEAD)
    file.seek(0)
    if picture_kind := picture_format(head):
        return picture_kind
    try:
        kind_of(file)
    except FileProblemError as problem:
        if problem.code not in DOCUMENT_PROBLEMS:
            raise
    raise FileProblemError(NOT_A_PICTURE)


def fitted_size(size: tuple[int, int], max_size: tuple[int, int]) -> tuple[int, int]:
    """Return the size scaled down to fit in `max_size`, with the same proportions; never enlarged."""
    scale = min(1, max_size[0] / size[0], max_size[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def redraw(image: Image.Image) -> Image.Image:
    """Return the picture within `LARGE`, upright, in sRGB, on white, without metadata."""
    profile = image.info.get("icc_profile")
    image.thumbnail(LARGE, Image.Resampling.LANCZOS, reducing_gap=3)
    image = in_screen_colours(on_white(upright(image)), profile)
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    return clean


def with_whole_colours(image: Image.Image) -> Image.Image:
    """Convert to a mode that can be resized: no palette, no single bits, no 16-bit values."""
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("L") if image.mode == "1" else image


def upright(image: Image.Image) -> Image.Image:
    """Turn the picture as its EXIF orientation says; return it as it is if the EXIF is illegible."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # metadata can be invalid in any way
        return image


def on_white(image: Image.Image) -> Image.Image:
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image
    layer = image.convert("RGBA")
    page = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(page, layer).convert("RGB")


def in_screen_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert from the colour profile of recent telephones and printers' files, which is not kept, to sRGB."""
    if profile:
        try:
            source_profile = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, source_profile, SRGB, outputMode="RGB") or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image.convert("RGB")


def encode_rendition(image: Image.Image, is_drawing: bool) -> dict:
    extension, content = "jpg", jpeg(image)
    if is_drawing:
        palette = image.quantize(PALETTE, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        if len(png := encode(palette, "PNG")) < len(content):
            extension, content = "png", png
    encoded_content = base64.b64encode(content).decode()
    return {"extension": extension, "width": image.width, "height": image.height, "content": encoded_content}


def jpeg(image: Image.Image) -> bytes:
    for quality in QUALITIES:
        content = encode(image, "JPEG", quality=quality, progressive=True)
        if len(content) <= HEAVY:
            break
    return content


def encode(image: Image.Image, kind: str, **options) -> bytes:
    output = io.BytesIO()
    image.save(output, kind, optimize=True, **options)
    return output.getvalue()


def needs_a_thread() -> bool:
    """Whether the input is HEIF, whose decoder starts a thread."""
    return picture_format(os.pread(0, HEAD, 0)) == HEIF


if __name__ == "__main__":
    Image.MAX_IMAGE_PIXELS = MAX_POINTS // 2  # Pillow refuses beyond twice that
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    register_heif_opener()
    run_confined(examine, may_start_threads=needs_a_thread())
