"""What kind of file it is, by what it holds: its name may say anything."""

from typing import BinaryIO

from ressources.extraction.archive import Archive
from ressources.extraction.plain import decode
from ressources.extraction.problems import (
    EMPTY,
    IMAGE,
    MACROS,
    OLD_OFFICE,
    OTHER_ARCHIVE,
    PROGRAM,
    UNKNOWN,
    FileProblemError,
)

PDF, ODT, DOCX, ODP, PPTX, TEXT = "pdf", "odt", "docx", "odp", "pptx", "txt"

HEAD = 1024  # bytes among which a PDF may begin, as readers of PDF allow
# Beginnings of what is not accepted, and what is said of it.
REFUSED = {
    b"MZ": PROGRAM,
    b"\x7fELF": PROGRAM,
    b"\xca\xfe\xba\xbe": PROGRAM,
    b"\xcf\xfa\xed\xfe": PROGRAM,
    b"\xff\xd8\xff": IMAGE,
    b"\x89PNG": IMAGE,
    b"GIF8": IMAGE,
    b"BM": IMAGE,
    b"II*\x00": IMAGE,
    b"MM\x00*": IMAGE,
    b"\xd0\xcf\x11\xe0": OLD_OFFICE,
    b"{\\rtf": OLD_OFFICE,
    b"Rar!": OTHER_ARCHIVE,
    b"7z\xbc\xaf": OTHER_ARCHIVE,
    b"\x1f\x8b": OTHER_ARCHIVE,
}
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
ODF_KINDS = {f"{OPEN_DOCUMENT}text": ODT, f"{OPEN_DOCUMENT}presentation": ODP}
# The part of an Office document that lists the others with their types.
TYPES_PART = "[Content_Types].xml"
MAX_TYPES = 1_000_000
OOXML_KINDS = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"presentationml.presentation.main+xml": PPTX,
    b"presentationml.slideshow.main+xml": PPTX,
}


def kind_of(file: BinaryIO) -> str:
    """The kind of `file`. Raises `FileProblemError` for what may not be attached to a sheet."""
    head = file.read(HEAD)
    file.seek(0)
    if not head:
        raise FileProblemError(EMPTY)
    for beginning, problem in REFUSED.items():
        # Two letters prove nothing: a text on BMX begins so as well.
        if head.startswith(beginning) and (len(beginning) > 2 or not _is_text(file)):
            raise FileProblemError(problem)
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _office_kind(Archive(file))
    if b"%PDF-" in head:
        return PDF
    if _is_picture(head):
        raise FileProblemError(IMAGE)
    if _is_text(file):
        return TEXT
    raise FileProblemError(UNKNOWN)


def _is_picture(head: bytes) -> bool:
    """WebP, and the photos of telephones (HEIC, AVIF)."""
    return (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif")


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
