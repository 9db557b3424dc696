"""An office document opened as a ZIP archive, without trusting the sizes it declares."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from reseau.documents.extraction.problems import BROKEN, PROTECTED, TOO_HEAVY, FileProblemError

MAX_ENTRIES = 5_000
# Unpacked bytes: declared by the archive for all its parts, and read from the parts that are used.
MAX_DECLARED = 300_000_000
MAX_READ = 60_000_000
CHUNK = 65_536
ENCRYPTED = 0x1


class Archive:
    """Reads parts in chunks and counts bytes: an archive that lies about its sizes is refused."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise FileProblemError(BROKEN, str(error)) from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._left = MAX_READ

    @property
    def names(self) -> list[str]:
        return list(self._entries)

    @property
    def entries(self) -> list[zipfile.ZipInfo]:
        return list(self._entries.values())

    def check(self) -> None:
        """Raise `FileProblemError` for an archive that declares more than any document needs."""
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise FileProblemError(TOO_HEAVY, f"{len(entries)} entries")
        if (declared_size := sum(entry.file_size for entry in entries)) > MAX_DECLARED:
            raise FileProblemError(TOO_HEAVY, f"{declared_size} bytes declared")

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of the part `name`."""
        entry = self._entries[name]
        if entry.flag_bits & ENCRYPTED:
            raise FileProblemError(PROTECTED)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FileProblemError(BROKEN, f"compression {entry.compress_type}")
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise FileProblemError(TOO_HEAVY, f"more than {MAX_READ} bytes")
                    yield chunk
        except (zipfile.BadZipFile, EOFError, zlib.error) as error:
            raise FileProblemError(BROKEN, str(error)) from error

    def start_of(self, name: str, size: int) -> bytes:
        """Return the first `size` bytes of the part `name`, or nothing if there is no such part."""
        if name not in self._entries:
            return b""
        start = b""
        for chunk in self.chunks(name):
            start += chunk
            if len(start) >= size:
                break
        return start[:size]
