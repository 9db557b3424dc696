"""A workshop to take where there is no network: sheet and memo on paper, files and pictures, in one ZIP.

Built in a temporary file, so that its length is known: on a slow line, people see how much is left.
"""

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from django.utils import timezone

from reseau.files.enums import FileKind
from reseau.files.naming import shown_name
from reseau.paper import Paper
from ressources.models import Attachment, Picture
from ressources.models.sheet_file import SheetFile

MOST_BYTES = 100 * 1024 * 1024  # of the files; what goes beyond is fetched one by one
IN_MEMORY = 2 * 1024 * 1024  # bytes; a larger archive waits on the disk
PICTURES = "images"
NOTE = "À télécharger à part.txt"
READABLE = 0o644 << 16  # rights, where the archive is opened by a system that has such
# Names that Windows keeps for its devices, whatever follows the first dot.
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True, slots=True)
class TakeAway:
    """`papers`: name in the archive → paper. `address` is where files left out are found, `day` that of the sheet."""

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
        """The ZIP, open at its beginning; whoever reads it closes it."""
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
        """Puts the files that fit, one after the other; yields the names of those left out."""
        room = MOST_BYTES
        for name, file in self._files():
            if file.size > room or not put(archive, entry(name, file.added, file.size), file):
                yield name
            else:
                room -= file.size

    def _files(self) -> list[tuple[str, SheetFile]]:
        """Each with its name in the archive: documents first, then pictures in their folder and their order."""
        wanted = [shown_name(file.name, FileKind(file.kind)) for file in self.attachments]
        names = distinct_names(wanted, taken=[*self.papers, NOTE])
        for rank, picture in enumerate(self.pictures, start=1):
            names.append(f"{PICTURES}/{rank:02} {picture.name_of(picture.file)}")
        return list(zip(names, [*self.attachments, *self.pictures], strict=True))

    def _note(self, left_out: Iterable[str]) -> bytes:
        """Lines that Windows' simplest editor shows as lines, with their accents."""
        lines = ["Ces fichiers ne sont pas dans ce dossier\u00a0:", *left_out, ""]
        lines.append(f"Vous les trouverez ici\u00a0: {self.address}")
        return "\r\n".join([*lines, ""]).encode("utf-8-sig")


def entry(name: str, moment: datetime, size: int = 0) -> ZipInfo:
    info = ZipInfo(name, timezone.localtime(moment).timetuple()[:6])
    info.external_attr, info.file_size = READABLE, size
    return info


def put(archive: ZipFile, info: ZipInfo, file: SheetFile) -> bool:
    """False when the storage has lost the file: the rest goes without it."""
    try:
        source = file.file.open("rb")
    except FileNotFoundError:
        return False
    with source, archive.open(info, "w") as target:
        shutil.copyfileobj(source, target)
    return True


def distinct_names(names: Sequence[str], *, taken: Iterable[str] = ()) -> list[str]:
    """Each name once, whatever its capitals, since some systems do not tell them apart: « memo (2).pdf »."""
    used, distinct = {name.casefold() for name in taken}, []
    for name in names:
        path = PurePosixPath(name)
        stem = f"_{path.stem}" if path.stem.split(".")[0].strip().casefold() in DEVICES else path.stem
        candidate, rank = f"{stem}{path.suffix}", 1
        while candidate.casefold() in used:
            rank += 1
            candidate = f"{stem} ({rank}){path.suffix}"
        used.add(candidate.casefold())
        distinct.append(candidate)
    return distinct
