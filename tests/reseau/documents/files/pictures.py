"""Pictures: ordinary and hostile ones."""

import io
import struct
import zlib

from PIL import ExifTags, Image, PngImagePlugin
from pillow_heif import from_pillow

RED, BLUE = (220, 30, 30), (30, 60, 200)
# The drawing of a house, and other data that such a file may hold.
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><path d="M0 0h9v9z"/></svg>'


def flag(width: int = 400, height: int = 200) -> Image.Image:
    """Blue, with a red corner at the top left that shows the orientation."""
    image = Image.new("RGB", (width, height), BLUE)
    image.paste(RED, (0, 0, width // 4, height // 2))
    return image


def landscape(width: int = 640, height: int = 480) -> Image.Image:
    """A picture with as many colours as a photo."""
    bands = [Image.linear_gradient("L").resize((width, height)).rotate(angle) for angle in (0, 90)]
    return Image.merge("RGB", (*bands, Image.effect_noise((width, height), 60)))


def telephone_marks() -> Image.Exif:
    """EXIF data of a telephone: held upright, maker, date, and place."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Telephone de Colette"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (44.0, 26.0, 51.0)
    return exif


def encoded(image: Image.Image, kind: str = "JPEG", **options) -> bytes:
    output = io.BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def telephone_photo(kind: str = "JPEG") -> bytes:
    """A photo taken upright by a telephone that stores it on its side, with an orientation mark."""
    marks = telephone_marks()
    if kind != "HEIF":
        return encoded(flag(), kind, exif=marks)
    output = io.BytesIO()
    from_pillow(flag()).save(output, exif=marks.tobytes())
    return output.getvalue()


def drawing_with_words() -> bytes:
    """A PNG with text metadata."""
    metadata = PngImagePlugin.PngInfo()
    metadata.add_text("Author", "Colette")
    return encoded(flag(), "PNG", pnginfo=metadata)


def png_of(width: int, height: int) -> bytes:
    """A small file that declares these dimensions."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\x00" * 100_000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, content) for name, content in parts)


def _part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
