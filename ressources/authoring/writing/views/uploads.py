"""Photos and files sent with the form of a sheet: stored at once, then placed in what was typed.

A sheet that was never saved is created for them, so that a photo needs no first save.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.files import File
from django.http import HttpRequest

from reseau.documents.files.accessibility import remark_on
from reseau.documents.files.stored_files import fingerprint
from reseau.people.members.models.member import Member
from reseau.web.refusals import refusal_texts
from ressources.authoring.writing.forms.sheet import SheetForm
from ressources.authoring.writing.forms.uploads import FileForm, PhotoForm, UploadForm
from ressources.files.models.picture import Picture, mark_of
from ressources.files.services.attachments import attach
from ressources.files.services.pictures import add_picture
from ressources.sheets.models.sheet import Sheet

UPLOAD_FIELDS = tuple({*PhotoForm.base_fields, *FileForm.base_fields})
LEFTOVER = "Aucun fichier n’était choisi\u00a0: ce que vous aviez écrit pour lui n’est pas gardé, «\u00a0{}\u00a0»."
PHOTO_ADDED, FILE_ADDED = "La photo est ajoutée.", "Le fichier est joint."


@dataclass
class StoredUploads:
    """What became of the uploads of a form, by their prefix: a sentence for each stored one, why others are refused."""

    sheet: Sheet | None = None
    stored: dict[str, str] = field(default_factory=dict)
    refused: dict[str, list[str]] = field(default_factory=dict)

    def tell(self, form: SheetForm) -> None:
        """Show in the form what was refused and what was stored, each at its place."""
        for upload in form.uploads():
            if upload.prefix in self.refused:
                upload.add_error("file", self.refused[upload.prefix])
            upload.said = self.stored.get(upload.prefix, "")
            upload.is_open = upload.is_open and not upload.said


def store_uploads(request: HttpRequest, form: SheetForm, find_sheet: Callable[[], Sheet]) -> StoredUploads:
    """Store the valid uploads of `form` on the sheet of `find_sheet`; take them out of the request.

    What was typed beside them leaves with them; the mark of a photo takes its place in the step.
    """
    outcome = StoredUploads()
    uploads = [upload for upload in form.uploads() if upload.is_chosen and upload.is_valid()]
    if not uploads:
        return outcome
    outcome.sheet, data = find_sheet(), request.POST.copy()
    for upload in uploads:
        with refusal_texts() as refusals:
            mark, said = _store(upload, outcome.sheet, by=request.user)
            _take_out(request, data, upload.prefix)
            if mark and upload is not form.photo:
                step = upload.prefix.rpartition("-")[0]
                data.appendlist(f"{step}-pictures", mark)
            outcome.stored[upload.prefix] = said
        if refusals:
            outcome.refused[upload.prefix] = refusals
    request.POST = data
    return outcome


def _store(upload: UploadForm, sheet: Sheet, *, by: Member) -> tuple[str, str]:
    """Store the upload; return the mark of a photo, empty for a file, and what to say. Raises `ValidationError`."""
    file: File = upload.cleaned_data["file"]
    match upload:
        case PhotoForm():
            sha256 = fingerprint(file)
            if not Picture.objects.harmless().filter(sheet=sheet, sha256=sha256).exists():
                add_picture(sheet=sheet, by=by, file=file, **upload.description)
            return mark_of(sha256), PHOTO_ADDED
        case FileForm():
            attachment = attach(sheet=sheet, by=by, file=file, name=upload.cleaned_data["name"])
            return "", " ".join(filter(None, (FILE_ADDED, remark_on(file, kind=attachment.kind))))
    return "", ""


def close_upload(request: HttpRequest, prefix: str) -> None:
    """Take an upload that nobody wants any more out of the request, with what was typed beside it."""
    data = request.POST.copy()
    _take_out(request, data, prefix)
    request.POST = data


def leftover_words(form: SheetForm) -> list[str]:
    """Return what was typed beside files that were never chosen, which a saved sheet does not hold."""
    return [LEFTOVER.format(upload.typed_words) for upload in form.uploads() if upload.typed_words]


def _take_out(request: HttpRequest, data, prefix: str) -> None:
    request.FILES.pop(f"{prefix}-file", None)
    if data.get("upload") == prefix:
        data["upload"] = ""
    for name in UPLOAD_FIELDS:
        data.pop(f"{prefix}-{name}", None)
