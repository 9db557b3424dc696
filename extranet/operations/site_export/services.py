"""The whole content in open formats, and back: to leave, to move, to read without this site.

Both ways begin again when they are interrupted: an export leaves nothing that looks whole, an import writes its rows
in one transaction.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from extranet.operations.backups.badge_keys import load_keys
from extranet.operations.backups.copy_folder import HASHES, NewCopy, new_copy, verify_hashes
from extranet.operations.site_export import secret_files
from extranet.operations.site_export.contents import documents, table_path, tables
from extranet.operations.site_export.data_package import NAME, DataPackage, read_package
from extranet.operations.site_export.document_files import read_documents, write_documents
from extranet.operations.site_export.refusal import SiteExportError
from extranet.operations.site_export.rows import clear, one_instant, reset_sequences
from extranet.operations.site_export.stored_files import read_files, write_files
from extranet.operations.site_export.table_files import read_table, write_table
from formation.sessions.invitations.events import render_archive
from formation.sessions.models.half_day import HalfDay
from reseau.people.members.models.member import Member
from search.index.services import rebuild_index

CALENDAR = "formation/sessions.ics"
READ_ME = "LISEZ-MOI.md"
Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class ExportReport:
    """`lost`: files that rows name and the storage does not have."""

    rows: int
    documents: int
    files: int
    lost: int
    has_secrets: bool


@dataclass(frozen=True)
class ImportReport:
    rows: int
    documents: int
    files: int
    has_secrets: bool
    indexed: int


def export_site(*, folder: Path, with_secrets: bool, progress: Progress) -> ExportReport:
    """Write the content of the site at one instant into a new folder. Raises BackupError or OSError."""
    package = DataPackage(has_secrets=with_secrets)
    with new_copy(folder, []) as copy:
        with one_instant():
            rows = _write_tables(copy, package, progress)
            total = _write_documents(copy, package, progress)
            _write_calendar(copy, package)
            files, lost = write_files(copy)
            progress("fichiers", files)
            if with_secrets:
                progress("secrets", secret_files.write_secrets(copy))
        with copy.open(READ_ME) as file:
            file.write(Path(__file__).with_name("read_me.md").read_bytes())
        with copy.open(NAME) as file:
            file.write(package.content())
    return ExportReport(rows, total, files, lost, with_secrets)


def _open_tables() -> Iterator:
    return (model for model in tables() if model not in secret_files.secret_tables())


def _write_tables(copy: NewCopy, package: DataPackage, progress: Progress) -> int:
    total = 0
    for model in _open_tables():
        rows, file = write_table(copy, model)
        package.add_table(model, rows, file)
        progress(table_path(model), rows)
        total += rows
    return total


def _write_documents(copy: NewCopy, package: DataPackage, progress: Progress) -> int:
    total = 0
    for part in documents():
        count = write_documents(copy, part)
        package.add_documents(part, count)
        progress(f"{part.folder}/", count)
        total += count
    return total


def _write_calendar(copy: NewCopy, package: DataPackage) -> None:
    """Write the sessions for calendars too. An import reads their tables alone."""
    places = ("session__training", "session__epm__commune", "session__commune")
    half_days = HalfDay.objects.select_related(*places).order_by("date", "start", "pk")
    with copy.open(CALENDAR) as file:
        for piece in render_archive(half_days.iterator(chunk_size=100)):
            file.write(piece)
    package.add_file(CALENDAR, "Sessions de formation, pour un agenda (tirées des tableaux)", "text/calendar", file)


def import_site(*, folder: Path, progress: Progress) -> ImportReport:
    """Fill an empty site from an export: files first, then rows and keys in one transaction, then the index.

    Raises SiteExportError or BackupError before any row is written: the site is as it was.
    """
    package = read_package(folder)
    if Member.objects.exists():
        raise SiteExportError("Ce site a déjà des membres\u00a0: un import ne se fait que dans un site vide.")
    if not (folder / HASHES).is_file():
        raise SiteExportError(f"{folder / HASHES} manque.")
    has_secrets = (folder / secret_files.FILE).is_file()
    progress("fichiers vérifiés", verify_hashes(folder, without="" if has_secrets else secret_files.FOLDER))
    files = read_files(folder)
    progress("fichiers", files)
    try:
        with transaction.atomic():
            rows, total = _read_rows(folder, package["counts"], progress)
            if has_secrets:
                secret_files.read_secrets(folder)
            connection.check_constraints()
            reset_sequences()
            # Last, since a refused key undoes the rows, and nothing undoes a key.
            if has_secrets:
                load_keys(secret_files.exported_keys(folder), replace=False)
    except IntegrityError as error:
        raise SiteExportError(f"Des lignes se contredisent, rien n’est importé\u00a0: {error}") from error
    return ImportReport(rows, total, files, has_secrets, _make_again())


def _read_rows(folder: Path, counts: dict[str, Any], progress: Progress) -> tuple[int, int]:
    """Replace all rows; return the number of rows of tables, and of documents."""
    clear()
    rows = total = 0
    for model in _open_tables():
        rows += _counted(table_path(model), read_table(folder, model), counts, progress)
    for part in documents():
        total += _counted(part.folder, read_documents(folder, part), counts, progress)
    return rows, total


def _counted(path: str, count: int, counts: dict[str, Any], progress: Progress) -> int:
    if counts.get(path) != count:
        raise SiteExportError(f"{path}\u00a0: {count} lus, {counts.get(path)} annoncés.")
    progress(path, count)
    return count


def _make_again() -> int:
    """Make again what an export leaves out; return the number of documents in the index."""
    call_command("rebuild_references_index", verbosity=0)
    call_command("wagtail_update_index", verbosity=0)
    return rebuild_index(progress=lambda done, total: None, force=True)
