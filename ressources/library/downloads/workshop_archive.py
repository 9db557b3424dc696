"""A workshop to take where there is no network: sheet and memo on paper, files and pictures, in one ZIP.

It is built in a temporary file, so that its length is known: on a slow line, browsers show the progress.
"""

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import shown_name
from reseau.documents.files.zip_entries import distinct_names, entry
from reseau.documents.papers.paper import Paper
from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.files.models.sheet_file import SheetFile

MOST_BYTES = 100 * 1024 * 1024  # bytes of the files; the others are downloaded one by one
IN_MEMORY = 2 * 1024 * 1024  # bytes; a larger archive is written to the disk
PICTURES = "images"
NOTE = "À télécharger à part.txt"


@dataclass(frozen=True, slots=True)
class TakeAway:
    """The content of an archive.

    `papers`: name → paper; `address`: where left out files are; `day`: date of the sheet.
    """

    papers: dict[str, Paper]
    attachments: Sequence[Attachment]
    pictures: Sequence[Picture]
    address: str
    day: datetime

    @property
    def fingerprint(self) -> str:
        words = [f"{name}={paper.fingerprint}" for name, paper in self.papers.items()]
        words += [f"{file.pk}={file.sha256}={name}" for name, file in self._files()]
        return hashlib.sha256("\n".join([*words, self.address]).encode()).hexdigest()[:32]

    def archive(self) -> BinaryIO:
        """Return the ZIP, open at its beginning; the caller closes it."""
        target = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it, once sent
        with ZipFile(target, "w") as archive:
            for name, paper in self.papers.items():
                archive.writestr(entry(name, self.day), paper.pdf())
            left_out = list(self._put_files(archive))
            if left_out:
                archive.writestr(entry(NOTE, self.day), self._note(left_out))
        target.seek(0)
        return target

    def _put_files(self, archive: ZipFile) -> Iterator[str]:
        """Add the files that fit, one after the other; yield the names of those left out."""
        room = MOST_BYTES
        for name, file in self._files():
            if file.size > room or not add_file(archive, entry(name, file.added, file.size), file):
                yield name
            else:
                room -= file.size

    def _files(self) -> list[tuple[str, SheetFile]]:
        """Return each file with its name in the archive: documents, then pictures in their folder and order."""
        file_names = [shown_name(file.name, FileKind(file.kind)) for file in self.attachments]
        names = distinct_names(file_names, reserved_names=[*self.papers, NOTE])
        for rank, picture in enumerate(self.pictures, start=1):
            names.append(f"{PICTURES}/{rank:02} {picture.name_of(picture.file)}")
        return list(zip(names, [*self.attachments, *self.pictures], strict=True))

    def _note(self, left_out: Iterable[str]) -> bytes:
        """Render the note about left out files for Windows Notepad: its line ends, its encoding mark."""
        lines = ["Ces fichiers ne sont pas dans ce dossier\u00a0:", *left_out, ""]
        lines.append(f"Vous les trouverez ici\u00a0: {self.address}")
        return "\r\n".join([*lines, ""]).encode("utf-8-sig")


def add_file(archive: ZipFile, info: ZipInfo, file: SheetFile) -> bool:
    """Add a file; return False if the storage lost it."""
    try:
        source = file.file.open("rb")
    except FileNotFoundError:
        return False
    with source, archive.open(info, "w") as target:
        shutil.copyfileobj(source, target)
    return True
