"""A file that another sheet has already: found where the user may see it, then shared by both sheets."""

from copy import copy

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import shown_name
from reseau.documents.files.stored_files import deleted_on_failure, fingerprint
from reseau.people.members.models.member import Member
from ressources.files.enums import Scan
from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.files.models.sheet_file import SheetFile
from ressources.files.scanning import state_of_new_file
from ressources.files.services.pictures import put_last
from ressources.files.services.upload_quota import check_quota
from ressources.files.tasks import enqueue_checks
from ressources.sheets.models.sheet import Sheet

SHOWN = 3
GONE = "Ce fichier n’est plus sur l’autre fiche : choisissez-le de nouveau."


def find_elsewhere(*, model: type[SheetFile], sheet: Sheet, by: Member, file: File) -> list[SheetFile]:
    """Return the same file on other sheets, only where `by` may see it."""
    copies = model.objects.visible_to(by).filter(sha256=fingerprint(file)).exclude(sheet=sheet)
    return list(copies.select_related("sheet")[:SHOWN])


def name_to_show(*, attachment: Attachment, name: str) -> str:
    """Return `name`, or the file's own, made valid for its kind."""
    return shown_name(name.strip() or attachment.name, FileKind(attachment.kind))


def reuse(*, source: SheetFile, sheet: Sheet, by: Member, own_copy: bool = False, **description: str) -> SheetFile:
    """Add the file of another sheet to this one, with the changes in `description`.

    Both share its bytes until the last of them is deleted, unless `own_copy`. Raises `ValidationError`.
    """
    new_file = copy(source)
    new_file.pk, new_file.sheet, new_file.added_by, new_file.added = None, sheet, by, timezone.now()
    new_file._state.adding = True
    if source.scan != Scan.CLEAN:
        new_file.scan = state_of_new_file()
    for name, words in description.items():
        setattr(new_file, name, words)
    for field in source.stored_fields:
        setattr(new_file, field, None if own_copy else getattr(source, field).name)
    if not own_copy:
        _join(new_file, source)
        return new_file
    with deleted_on_failure(new_file):
        _copy_bytes(source, new_file)
        _join(new_file, source)
    return new_file


def _copy_bytes(source: SheetFile, new_file: SheetFile) -> None:
    try:
        for field in source.stored_fields:
            with getattr(source, field).open("rb") as content:
                getattr(new_file, field).save(getattr(source, field).name, File(content), save=False)
    except FileNotFoundError as error:
        raise ValidationError(GONE) from error


@transaction.atomic
def _join(new_file: SheetFile, source: SheetFile) -> None:
    """Save the twin while the source is locked, so that its bytes are not deleted meanwhile."""
    if not type(source).objects.select_for_update().available().filter(pk=source.pk).exists():
        raise ValidationError("Ce fichier n’est plus sur l’autre fiche\u00a0: choisissez-le de nouveau.")
    check_quota(file=new_file)
    if isinstance(new_file, Picture):
        new_file.is_cover = False
        put_last(picture=new_file)
    new_file.save()
    enqueue_checks(new_file)
