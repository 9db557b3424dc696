"""What happens to the files of a sheet: joined, removed. Both show at once, to whoever may read the sheet."""

import hashlib
from functools import partial

from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction

from reseau.models import Member
from ressources.enums import FileKind, Refusal
from ressources.extraction import reader
from ressources.extraction.problems import FileProblemError
from ressources.models import Attachment, Sheet
from ressources.naming import shown_name, size_in_words
from ressources.services.sheets import SheetError
from ressources.tasks import read_soon

MAX_SIZE = 20 * 1024 * 1024  # bytes
MAX_FILES = 10


class AttachmentError(SheetError):
    """This file cannot go with the sheet; the message is for whoever chose it."""


def attach(*, sheet: Sheet, by: Member, file: File, name: str = "") -> Attachment:
    """Joins a file to a sheet, under `name` or its own; its text is read a little later.

    Raises `AttachmentError`; nothing is kept then.
    """
    kind = _checked_kind(file)
    attachment = Attachment(
        sheet=sheet,
        name=shown_name(name or file.name or "", kind),
        kind=kind,
        size=file.size,
        sha256=_fingerprint(file),
        added_by=by,
    )
    # Kept before the transaction: a distant storage is slow, and the database waits for nobody.
    attachment.file.save(attachment.name, file, save=False)
    try:
        with transaction.atomic():
            _check_place(attachment)
            attachment.save()
            read_soon(attachment)
    except BaseException:
        attachment.file.delete(save=False)
        raise
    return attachment


@transaction.atomic
def detach(*, attachment: Attachment) -> None:
    """Removes a file from its sheet, for good."""
    _delete_file_later(attachment)
    attachment.delete()


def forget_files_under(*, page) -> None:
    """The files of a page that is being deleted, and of those under it, go with it."""
    for attachment in Attachment.objects.listed().filter(sheet__path__startswith=page.path):
        _delete_file_later(attachment)


def _checked_kind(file: File) -> FileKind:
    if file.size > MAX_SIZE:
        raise AttachmentError(
            f"Ce fichier fait {size_in_words(file.size)}, {size_in_words(MAX_SIZE)} au plus sont acceptés. "
            "Réduisez ses images, ou découpez-le."
        )
    try:
        return FileKind(reader.identify(file))
    except FileProblemError as problem:
        raise AttachmentError(Refusal(problem.code).label) from problem


def _fingerprint(file: File) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _check_place(attachment: Attachment) -> None:
    """Holds the sheet until the file has its place: two hands at once do not join an eleventh one."""
    Sheet.objects.select_for_update().get(pk=attachment.sheet_id)
    others = Attachment.objects.filter(sheet=attachment.sheet_id)
    if same := others.filter(sha256=attachment.sha256).first():
        raise AttachmentError(f"Ce fichier est déjà joint à la fiche, sous le nom « {same.name} ».")
    if others.count() >= MAX_FILES:
        raise AttachmentError(f"Une fiche porte {MAX_FILES} fichiers au plus : retirez-en un d’abord.")


def _delete_file_later(attachment: Attachment) -> None:
    transaction.on_commit(partial(_delete_file, attachment.file.storage, attachment.file.name), robust=True)


def _delete_file(storage: Storage, name: str) -> None:
    """Unless something was saved after all: a page whose deletion was given up keeps its files."""
    if not Attachment.objects.filter(file=name).exists():
        storage.delete(name)
