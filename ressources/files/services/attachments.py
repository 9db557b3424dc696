"""Files of a sheet: joined and removed. Readers of the sheet see the change at once."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from reseau.documents.extraction import reader
from reseau.documents.extraction.problems import FileProblemError
from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import shown_name, size_in_words
from reseau.documents.files.stored_files import delete_after_commit, deleted_on_failure, fingerprint
from reseau.people.members.models.member import Member
from ressources.files.enums import Refusal
from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.files.scanning import state_of_new_file
from ressources.files.services.upload_quota import MAX_SIZE, check_quota
from ressources.files.tasks import enqueue_checks
from ressources.sheets.models.sheet import Sheet

# Code of the refusal of a picture, which belongs to the pictures of the sheet.
IS_A_PICTURE = "picture"


def attach(*, sheet: Sheet, by: Member, file: File, name: str = "") -> Attachment:
    """Join a file to a sheet, under `name` or its own; its text is read later by a task.

    Raises `ValidationError` for a refused file; nothing is kept then.
    """
    kind = _checked_kind(file)
    attachment = Attachment(
        sheet=sheet,
        name=shown_name(name or file.name or "", kind),
        kind=kind,
        size=file.size,
        sha256=fingerprint(file),
        added_by=by,
        scan=state_of_new_file(),
    )
    with deleted_on_failure(attachment):
        # Stored before the transaction, since a remote storage is slow.
        attachment.file.save(attachment.name, file, save=False)
        with transaction.atomic():
            check_quota(file=attachment)
            attachment.save()
            enqueue_checks(attachment)
    return attachment


@transaction.atomic
def detach(*, attachment: Attachment) -> None:
    """Remove a file from its sheet for good."""
    delete_after_commit(attachment)
    attachment.delete()


def forget_files_under(*, page) -> None:
    """Delete, after commit, the files and pictures of a page that is being deleted and of the pages below."""
    for files in (Attachment.objects.without_text(), Picture.objects.all()):
        for file in files.filter(sheet__path__startswith=page.path):
            delete_after_commit(file)


def _checked_kind(file: File) -> FileKind:
    if file.size > MAX_SIZE:
        raise ValidationError(
            f"Ce fichier fait {size_in_words(file.size)}, {size_in_words(MAX_SIZE)} au plus sont acceptés. "
            "Réduisez ses images, ou découpez-le."
        )
    try:
        return FileKind(reader.identify(file))
    except FileProblemError as problem:
        refusal = Refusal(problem.code)
        code = IS_A_PICTURE if refusal.is_about_a_picture else None
        raise ValidationError(refusal.label, code=code) from problem
