"""Process that finds the kind of its input: `python -m reseau.documents.extraction.kinds`.

The kind is read from the content: the name of a file may say anything. The beginnings are compared by hand: puremagic
tells no DOCX from an ODT, and takes texts that begin with « BM » or « P1 » for pictures (ADR 24).
"""

import re
from typing import BinaryIO

from reseau.documents.extraction.confinement import run_confined
from reseau.documents.extraction.office_archive import Archive
from reseau.documents.extraction.plain import decode
from reseau.documents.extraction.problems import (
    EMPTY,
    IMAGE,
    MACROS,
    OLD_OFFICE,
    OTHER_ARCHIVE,
    OTHER_IMAGE,
    PROGRAM,
    SVG,
    UNKNOWN,
    FileProblemError,
)

PDF, ODT, DOCX, ODP, PPTX, TEXT = "pdf", "odt", "docx", "odp", "pptx", "txt"

HEAD = 1024  # bytes before the start of a PDF, as readers of PDF allow
# First bytes of refused files, and their problem.
REFUSED = {
    b"MZ": PROGRAM,
    b"\x7fELF": PROGRAM,
    b"\xca\xfe\xba\xbe": PROGRAM,
    b"\xcf\xfa\xed\xfe": PROGRAM,
    b"BM": OTHER_IMAGE,
    b"II*\x00": OTHER_IMAGE,
    b"MM\x00*": OTHER_IMAGE,
    b"\xd0\xcf\x11\xe0": OLD_OFFICE,
    b"{\\rtf": OLD_OFFICE,
    b"Rar!": OTHER_ARCHIVE,
    b"7z\xbc\xaf": OTHER_ARCHIVE,
    b"\x1f\x8b": OTHER_ARCHIVE,
}
# Accepted pictures of a sheet, and their first bytes.
JPEG, PNG, GIF, WEBP, HEIF, AVIF = "jpeg", "png", "gif", "webp", "heif", "avif"
PICTURE_BEGINNINGS = {b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG, b"GIF87a": GIF, b"GIF89a": GIF}
# Photos of telephones; the letters after « ftyp ».
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
AVIF_BRANDS = {b"avif", b"avis"}
# A drawing written as XML, after the possible beginnings of XML.
SVG_START = re.compile(
    rb"(<\?xml|<!--|<!doctype\s+svg\b).*<(\w+:)?svg[\s>]|<(\w+:)?svg[\s>]", re.IGNORECASE | re.DOTALL
)
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
ODF_KINDS = {f"{OPEN_DOCUMENT}text": ODT, f"{OPEN_DOCUMENT}presentation": ODP}
# The part of an Office document that lists the other parts with their types.
TYPES_PART = "[Content_Types].xml"
MAX_TYPES = 1_000_000
OOXML_KINDS = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"presentationml.presentation.main+xml": PPTX,
    b"presentationml.slideshow.main+xml": PPTX,
}


def examine(file: BinaryIO, arguments: list[str]) -> dict[str, str]:
    return {"kind": kind_of(file)}


def kind_of(file: BinaryIO) -> str:
    """Return the kind of `file`. Raises `FileProblemError` for a file that may not be attached to a sheet."""
    head = file.read(HEAD)
    file.seek(0)
    if not head:
        raise FileProblemError(EMPTY)
    if picture_format(head):
        raise FileProblemError(IMAGE)
    for signature, problem in REFUSED.items():
        # Two letters are not enough: a text about BMX begins in the same way.
        if head.startswith(signature) and (len(signature) > 2 or not _is_text(file)):
            raise FileProblemError(problem)
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _office_kind(Archive(file))
    if b"%PDF-" in head:
        return PDF
    if _is_drawing(head):
        raise FileProblemError(SVG)
    if _is_text(file):
        return TEXT
    raise FileProblemError(UNKNOWN)


def picture_format(head: bytes) -> str:
    """Return the format of the picture that starts with `head`, or an empty string if it is not accepted."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS | AVIF_BRANDS:
        # Both share a container: some declare only a common brand first, then a precise one.
        brands = {head[offset : offset + 4] for offset in range(8, int.from_bytes(head[:4]), 4)}
        return AVIF if brands & AVIF_BRANDS else HEIF
    formats = (kind for signature, kind in PICTURE_BEGINNINGS.items() if head.startswith(signature))
    return next(formats, "")


def _is_drawing(head: bytes) -> bool:
    """Recognise SVG in any encoding: half of the bytes of UTF-16 are zero."""
    return SVG_START.match(head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")) is not None


def _is_text(file: BinaryIO) -> bool:
    file.seek(0)
    return decode(file.read()) is not None


def _office_kind(archive: Archive) -> str:
    media_type = archive.start_of("mimetype", 100).decode("ascii", errors="replace").strip()
    if media_type in ODF_KINDS:
        return ODF_KINDS[media_type]
    types = archive.start_of(TYPES_PART, MAX_TYPES)
    if b".macroEnabled.main+xml" in types:
        raise FileProblemError(MACROS)
    for mark, kind in OOXML_KINDS.items():
        if mark in types:
            return kind
    raise FileProblemError(OTHER_ARCHIVE)


if __name__ == "__main__":
    run_confined(examine)
