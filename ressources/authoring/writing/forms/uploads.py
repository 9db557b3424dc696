"""Photos and files sent with the form of a sheet, beside a step or at its end: checked only once they are used."""

from collections.abc import Mapping

from django import forms

from ressources.files.forms import AttachmentForm, PictureForm

PHOTO, FILE = "photo", "joined"


class UploadForm(forms.Form):
    """An upload inside the form of a sheet.

    It is asked for when a file is chosen or when its own button is pressed: words typed beside no file never stop the
    form that they stand in.
    """

    words = ""
    # What became of the upload, once it is stored (`views.uploads`).
    said = ""
    # Whether its fields were just closed: the button that opens them again has the focus.
    is_closed = False

    def __init__(
        self,
        data: Mapping | None = None,
        files: Mapping | None = None,
        *,
        prefix: str,
        pressed: str = "",
    ) -> None:
        super().__init__(data, files, prefix=prefix)
        self.typed_words = (data or {}).get(self.add_prefix(self.words), "").strip()
        self.is_asked = self.is_chosen or pressed == prefix
        self.is_open = self.is_asked or bool(self.typed_words)

    @property
    def file_name(self) -> str:
        """The name of the field that holds the file, in the data of the browser."""
        return self.add_prefix("file")

    @property
    def is_chosen(self) -> bool:
        return self.file_name in self.files

    def full_clean(self) -> None:
        if self.is_asked:
            super().full_clean()
        else:
            self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}


class PhotoForm(UploadForm, PictureForm):
    """A photo with its description; its caption and its credit are written on the page of the pictures."""

    words = "alternative"
    caption = credit = None

    @property
    def description(self) -> dict[str, str]:
        return {"alternative": self.cleaned_data["alternative"]}


class FileForm(UploadForm, AttachmentForm):
    words = "name"
