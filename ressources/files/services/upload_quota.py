"""Upload quota of a sheet: size, number, each file once."""

from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.files.models.sheet_file import SheetFile
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.errors import SheetError

MAX_SIZE = 20 * 1024 * 1024  # bytes of one file
MAX_FILES = 10
MAX_PICTURES = 12


class AttachmentError(SheetError):
    """The file is refused; the message is for the member who chose it."""


def check_quota(*, file: SheetFile) -> None:
    """Lock the sheet and check that the file fits in, so that two requests at once do not exceed the limit.

    Raises `AttachmentError`.
    """
    Sheet.objects.select_for_update().get(pk=file.sheet_id)
    others = type(file).objects.filter(sheet=file.sheet_id)
    if duplicate := others.filter(sha256=file.sha256).first():
        raise AttachmentError(_duplicate_refusal(duplicate))
    if isinstance(file, Attachment) and others.count() >= MAX_FILES:
        raise AttachmentError(f"Une fiche porte {MAX_FILES} fichiers au plus : retirez-en un d’abord.")
    if isinstance(file, Picture) and others.count() >= MAX_PICTURES:
        raise AttachmentError(f"Une fiche porte {MAX_PICTURES} images au plus : retirez-en une d’abord.")


def _duplicate_refusal(duplicate: SheetFile) -> str:
    if duplicate.is_infected:
        return f"L’antivirus a trouvé un virus ({duplicate.threat}) dans ce fichier : il ne peut pas être joint."
    if isinstance(duplicate, Picture):
        return f"Cette image est déjà sur la fiche : « {duplicate} »."
    return f"Ce fichier est déjà joint à la fiche, sous le nom « {duplicate} »."
