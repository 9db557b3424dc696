"""Documents that an EPM had before the site: each becomes a draft of the member who uploads it, once.

Uploading keeps the bytes without opening them; reading comes later, file by file, on demand
(`ressources.authoring.imports.tasks`, a command). A file is settled once, even if its readers are killed.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import F

from reseau.documents.extraction import reader
from reseau.documents.extraction.problems import FileProblemError
from reseau.documents.files.accessibility import remark_on
from reseau.documents.files.enums import FileKind
from reseau.documents.files.stored_files import fingerprint
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from ressources.authoring.enums import ImportOutcome, LeftAside
from ressources.authoring.imports.document_draft import DocumentDraft, draft_of_document
from ressources.authoring.imports.models import ImportBatch, ImportedFile
from ressources.authoring.imports.uploads import MAX_FILES, UploadedDocument, unpack_uploads
from ressources.files.enums import Unreadable
from ressources.files.models.attachment import Attachment
from ressources.files.services.attachments import attach
from ressources.files.text_extraction import MAX_ATTEMPTS
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.drafts import create_draft


def open_import(*, by: Member, epm: EPM, files: Iterable[File], most_files: int | None = MAX_FILES) -> ImportBatch:
    """Keep the files, and those of each ZIP among them, until they are read.

    Raises `ValidationError` for too many files, none, or a broken archive; nothing is kept then.
    """
    rows: list[ImportedFile] = []
    digests: set[str] = set()
    try:
        for upload in unpack_uploads(files):
            rows.append(_row(upload, epm=epm, digests=digests))
            if most_files is not None and sum(bool(row.file) for row in rows) > most_files:
                raise ValidationError(f"Il y a plus de {most_files} fichiers. Apportez-les en plusieurs fois.")
        if not rows:
            raise ValidationError("Il n’y a là aucun fichier.")
        with transaction.atomic():
            batch = ImportBatch.objects.create(owner=by, epm=epm)
            for row in rows:
                row.batch = batch
            ImportedFile.objects.bulk_create(rows)
    except BaseException:
        for row in rows:
            row.file.delete(save=False)
        raise
    return batch


def read_imported(*, file: int) -> str:
    """Read the file and create its draft, once however often it is called; return its outcome.

    The outcome is empty for a file that is already settled.
    """
    row = ImportedFile.objects.waiting().select_related("batch__owner", "epm").filter(pk=file).first()
    if row is None:
        return ""
    if row.batch.owner is None:
        _settle(row, ImportOutcome.NOT_READ, problem=Unreadable.MISSING)
    elif row.attempts >= MAX_ATTEMPTS:
        _settle(row, ImportOutcome.NOT_READ, problem=Unreadable.TOO_HEAVY)
    elif duplicate := _find_duplicate(row):
        _settle(row, duplicate[0], sheet=duplicate[1])
    else:
        _import_document(row)
    return row.outcome


def _row(upload: UploadedDocument, *, epm: EPM, digests: set[str]) -> ImportedFile:
    row = ImportedFile(epm=epm, name=upload.name)
    if upload.content is None:
        row.settle(ImportOutcome.LEFT_ASIDE, problem=upload.problem)
        return row
    row.sha256 = fingerprint(upload.content)
    if row.sha256 in digests:
        row.settle(ImportOutcome.LEFT_ASIDE, problem=LeftAside.TWICE)
    else:
        digests.add(row.sha256)
        row.file.save(PurePosixPath(upload.name).name, upload.content, save=False)
    return row


def _find_duplicate(row: ImportedFile) -> tuple[ImportOutcome, Sheet] | None:
    imported_files = ImportedFile.objects.filter(epm=row.epm, sha256=row.sha256, outcome=ImportOutcome.DRAFT)
    if earlier_file := imported_files.exclude(sheet=None).select_related("sheet").first():
        return ImportOutcome.IMPORTED_BEFORE, earlier_file.sheet
    attachments = Attachment.objects.without_text().visible_to(row.batch.owner).filter(sha256=row.sha256)
    if attachment := attachments.select_related("sheet").first():
        return ImportOutcome.ON_A_SHEET, attachment.sheet
    return None


def _import_document(row: ImportedFile) -> None:
    """Open the file in a separate process, then create the draft and join the file to it, all or nothing."""
    queryset = ImportedFile.objects.filter(pk=row.pk)
    queryset.update(attempts=F("attempts") + 1)
    try:
        with row.file.open("rb") as content:
            kind = FileKind(reader.identify(content))
            row.is_untagged = bool(remark_on(content, kind=kind))
            draft = draft_of_document(reader.outline(content, kind=kind), name=row.name)
            _keep(row, draft, content)
    except FileNotFoundError:
        _settle(row, ImportOutcome.NOT_READ, problem=Unreadable.MISSING)
    except FileProblemError as problem:
        _settle(row, ImportOutcome.NOT_READ, problem=problem.code)
    except ValidationError:
        # The same text was imported from many files: its draft holds no more attachments.
        row.refresh_from_db()
        _settle(row, ImportOutcome.LEFT_ASIDE, problem=LeftAside.TWICE)
    except IntegrityError:
        # Another import of the same EPM was faster.
        row.refresh_from_db()
        duplicate = _find_duplicate(row)
        if duplicate is None:
            raise
        _settle(row, duplicate[0], sheet=duplicate[1])
    except Exception:
        # The storage or the installation failed, not the file.
        queryset.update(attempts=row.attempts)
        raise


@transaction.atomic
def _keep(row: ImportedFile, draft: DocumentDraft, content: File) -> None:
    # Locked until the end, so that two workers make one draft. Another worker may have settled it meanwhile.
    if not ImportedFile.objects.select_for_update().waiting().filter(pk=row.pk).exists():
        row.refresh_from_db()
        return
    sheet = create_draft(by=row.batch.owner, epm=row.epm, data=draft.content)
    row.is_whole = draft.is_whole
    _settle(row, ImportOutcome.DRAFT, sheet=sheet)
    attach(sheet=sheet, by=row.batch.owner, file=File(content), name=PurePosixPath(row.name).name)


@transaction.atomic
def _settle(row: ImportedFile, outcome: ImportOutcome, *, problem: str = "", sheet: Sheet | None = None) -> None:
    """Save the outcome, and delete the bytes after commit; leave what another worker has settled meanwhile."""
    if not ImportedFile.objects.select_for_update().waiting().filter(pk=row.pk).exists():
        row.refresh_from_db()
        return
    row.settle(outcome, problem=problem, sheet=sheet)
    name = row.file.name
    row.file = ""
    row.save(update_fields=["outcome", "problem", "sheet", "is_whole", "is_untagged", "file"])
    if name:
        transaction.on_commit(partial(row.file.storage.delete, name), robust=True)
