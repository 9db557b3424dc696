"""The package for Wikimedia Commons: files, their pages, a table for Pattypan, and what stays with its reasons."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO
from zipfile import ZipFile

from django.utils import timezone

from patrimoine.commons.file_names import commons_name
from patrimoine.commons.selection import why_it_stays
from patrimoine.commons.wikitext import file_page
from patrimoine.works.models import HeritageWork
from reseau.documents.files.zip_entries import entry
from reseau.documents.papers.spreadsheet import SheetOfCells, spreadsheet

FOLDER, TABLE, NOTE = "fichiers", "pattypan.ods", "LISEZ-MOI.txt"
IN_MEMORY = 2 * 1024 * 1024  # bytes; a larger archive is written to disk
# Pattypan reads a first sheet whose columns are path, name, then the variables of the template of the second one.
COLUMNS, TEMPLATE = ("path", "name", "wikitext"), "${wikitext}"
LOST = "Le stockage ne l’a plus."
ADVICE = Path(__file__).parents[1] / "data" / "commons-lisez-moi.txt"


@dataclass(slots=True)
class _Sorted:
    """Rows of the table, and the works that stay with their reasons."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)
    staying: list[tuple[HeritageWork, str]] = field(default_factory=list)


def commons_package(works: Iterable[HeritageWork]) -> BinaryIO:
    """Return a ZIP open at its beginning; the caller closes it. The places of the works are joined."""
    moment, found = timezone.now(), _Sorted()
    target = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it, once sent
    with ZipFile(target, "w") as archive:
        for work in works:
            if reason := why_it_stays(work) or _add(archive, work, moment, found):
                found.staying.append((work, reason))
        sheets = [SheetOfCells("Data", [COLUMNS, *found.rows]), SheetOfCells("Template", [(TEMPLATE,)])]
        archive.writestr(entry(TABLE, moment), spreadsheet("Pattypan", sheets))
        archive.writestr(entry(NOTE, moment), _note(found).replace("\n", "\r\n").encode("utf-8-sig"))
    target.seek(0)
    return target


def _add(archive: ZipFile, work: HeritageWork, moment: datetime, found: _Sorted) -> str:
    """Write a file and its page; return why it could not be, empty if it was."""
    name, page = commons_name(work), file_page(work)
    try:
        source = work.file.open()
    except FileNotFoundError:
        return LOST
    with source, archive.open(entry(f"{FOLDER}/{name}", moment, work.file.size), "w") as target:
        shutil.copyfileobj(source, target)
    archive.writestr(entry(f"{FOLDER}/{name}.txt", moment), page)
    found.rows.append((f"{FOLDER}/{name}", name, page))
    return ""


def _note(found: _Sorted) -> str:
    lines = [ADVICE.read_text(encoding="utf-8"), "Dans ce paquet", *(f"- {name}" for _, name, _ in found.rows)]
    if not found.rows:
        lines.append("- Aucun fichier.")
    if found.staying:
        lines += ["", "Ce qui reste ici, et pourquoi"]
        lines += [f"- {work.place}\u00a0: «\u00a0{work}\u00a0». {reason}" for work, reason in found.staying]
    return "\n".join(lines) + "\n"
