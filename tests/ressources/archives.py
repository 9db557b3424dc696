"""ZIP archives, valid and malicious."""

import io
import zipfile
from collections.abc import Iterable

from django.core.files.uploadedfile import SimpleUploadedFile

Entry = tuple[str | zipfile.ZipInfo, bytes]


def archive(*entries: Entry) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive_file:
        for name, content in entries:
            archive_file.writestr(name, content)
    return buffer.getvalue()


def zip_of(*entries: Entry, name: str = "fiches.zip") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, archive(*entries))


def texts(names: Iterable[str]) -> list[Entry]:
    return [(name, f"Texte de {name}".encode()) for name in names]


def locked(content: bytes) -> bytes:
    """Return the same archive with all its entries marked as encrypted."""
    data = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + place] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)
