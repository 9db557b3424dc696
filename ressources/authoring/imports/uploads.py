"""Uploaded files to import, and those that a ZIP archive holds, before anything opens them.

Nothing is unpacked to a place that the archive names: its names are only shown.
"""

import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File

from reseau.documents.extraction.office_archive import Archive
from reseau.documents.extraction.problems import PROTECTED, TOO_HEAVY, FileProblemError
from reseau.documents.files.file_names import UNWRITTEN, size_in_words
from ressources.authoring.enums import LeftAside
from ressources.authoring.imports.models import MAX_SHOWN

MAX_FILES = 100
MAX_SIZE = 20 * 1024 * 1024  # bytes of one file
MAX_TOTAL = 50 * 1024 * 1024  # bytes of one upload
# A text compresses to a tenth; a higher ratio is a ZIP bomb.
MAX_RATIO = 200
SMALL = 1024 * 1024
# Parts that tell an office document from an archive.
DOCUMENT_PARTS = {"[Content_Types].xml", "mimetype"}
SERVICE_FOLDERS = {"__MACOSX"}
SERVICE_FILES = {"thumbs.db", "desktop.ini"}
UTF_8 = 0x800
ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class UploadedDocument:
    """An uploaded file.

    `problem`: code of the reason to leave it aside (`ressources.authoring.enums.why`), without content then.
    """

    name: str
    content: File | None = None
    problem: str = ""


def unpack_uploads(files: Iterable[File]) -> Iterator[UploadedDocument]:
    """Yield the files one by one, those of an archive in its place. Raises `ValidationError`."""
    for file in files:
        if file.name.lower().endswith(".zip") and (archive := _archive(file)):
            yield from _files_of(archive, file.name)
        else:
            problem = LeftAside.HIDDEN if is_hidden(file.name) else LeftAside.HEAVY if file.size > MAX_SIZE else ""
            yield UploadedDocument(shown_path(file.name), None if problem else file, problem)


def is_hidden(path: str) -> bool:
    """Whether the file is one that a computer adds by itself, in a folder or beside the files."""
    *folders, name = re.split(r"[\\/]", path) or [""]
    return (
        name.startswith((".", "~$"))
        or name.lower() in SERVICE_FILES
        or any(folder in SERVICE_FOLDERS or (folder.startswith(".") and folder.strip(".")) for folder in folders)
    )


def shown_path(path: str) -> str:
    """Return a path for display, « dossier/fichier.odt »; its end, if it is long."""
    printable = "".join(letter for letter in path if unicodedata.category(letter) not in UNWRITTEN)
    steps = [step.strip() for step in re.split(r"[\\/]", unicodedata.normalize("NFC", printable))]
    return "/".join(step for step in steps if step.strip(". ") and not re.fullmatch("[A-Za-z]:", step))[-MAX_SHOWN:]


def _archive(file: File) -> Archive | None:
    """Return the archive, or None if the file is an office document."""
    file.seek(0)
    try:
        archive = Archive(file)
        archive.check()
    except FileProblemError as problem:
        if problem.code == TOO_HEAVY:
            raise _too_heavy(file.name) from problem
        raise ValidationError(f"« {file.name} » n’est pas une archive ZIP, ou elle est abîmée.") from problem
    return None if DOCUMENT_PARTS & set(archive.names) else archive


def _files_of(archive: Archive, archive_name: str) -> Iterator[UploadedDocument]:
    entries = [entry for entry in archive.entries if not entry.is_dir()]
    if not entries:
        raise ValidationError(f"« {archive_name} » est vide.")
    accepted_entries = [entry for entry in entries if not _problem_of(entry)]
    if len(accepted_entries) > MAX_FILES:
        raise ValidationError(
            f"« {archive_name} » contient {len(accepted_entries)} fichiers, {MAX_FILES} au plus sont acceptés."
        )
    for entry in entries:
        name = shown_path(_name_of(entry)) or "(sans nom)"
        problem = _problem_of(entry)
        try:
            content = None if problem else ContentFile(_bytes_of(archive, entry, archive_name), name=name)
        except FileProblemError as broken:
            content, problem = None, broken.code
        yield UploadedDocument(name, content, problem)


def _problem_of(entry: zipfile.ZipInfo) -> str:
    if is_hidden(_name_of(entry)) or stat.S_ISLNK(entry.external_attr >> 16):
        return LeftAside.HIDDEN
    if entry.flag_bits & ENCRYPTED:
        return PROTECTED
    if entry.file_size > max(SMALL, MAX_RATIO * entry.compress_size):
        return TOO_HEAVY
    return LeftAside.HEAVY if entry.file_size > MAX_SIZE else ""


def _bytes_of(archive: Archive, entry: zipfile.ZipInfo, archive_name: str) -> bytes:
    try:
        return b"".join(archive.chunks(entry.filename))
    except FileProblemError as problem:
        if problem.code == TOO_HEAVY:
            raise _too_heavy(archive_name) from problem
        raise


def _name_of(entry: zipfile.ZipInfo) -> str:
    """Return the name. Apple computers write UTF-8 without declaring it."""
    if entry.flag_bits & UTF_8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode()
    except UnicodeError:
        return entry.filename


def _too_heavy(name: str) -> ValidationError:
    return ValidationError(
        f"« {name} » est trop lourd une fois ouvert. Partagez ses documents en plusieurs archives, "
        f"de moins de {size_in_words(MAX_TOTAL)} chacune."
    )
