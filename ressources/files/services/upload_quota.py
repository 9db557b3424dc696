"""Upload quota of a sheet: size, number, each file once."""

from django.core.exceptions import ValidationError

from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.files.models.sheet_file import SheetFile
from ressources.sheets.models.sheet import Sheet

MAX_SIZE = 20 * 1024 * 1024  # bytes of one file
MAX_FILES = 10
MAX_PICTURES = 12


def check_quota(*, file: SheetFile) -> None:
    """Lock the sheet and check that the file fits in, so that two requests at once do not exceed the limit.

    Raises `ValidationError`.
    """
    Sheet.objects.select_for_update().get(pk=file.sheet_id)
    others = type(file).objects.filter(sheet=file.sheet_id)
    if duplicate := others.filter(sha256=file.sha256).first():
        raise ValidationError(_duplicate_refusal(duplicate))
    if isinstance(file, Attachment) and others.count() >= MAX_FILES:
        raise ValidationError(f"Une fiche porte {MAX_FILES} fichiers au plus : retirez-en un d’abord.")
    if isinstance(file, Picture) and others.count() >= MAX_PICTURES:
        raise ValidationError(f"Une fiche porte {MAX_PICTURES} images au plus : retirez-en une d’abord.")


def _duplicate_refusal(duplicate: SheetFile) -> str:
    if duplicate.is_infected:
        return f"L’antivirus a trouvé un virus ({duplicate.threat}) dans ce fichier : il ne peut pas être joint."
    if isinstance(duplicate, Picture):
        return f"Cette image est déjà sur la fiche : « {duplicate} »."
    return f"Ce fichier est déjà joint à la fiche, sous le nom « {duplicate} »."
