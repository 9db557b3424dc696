"""Upload of a file of a sheet: the file, and its displayed name."""

from django import forms

from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import MAX_NAME, size_in_words
from ressources.files.services.upload_quota import MAX_SIZE

# Limits that the page checks before the upload (`upload-check.js`).
LIMIT = {
    "data-most": MAX_SIZE,
    "data-refusal": f"Ce fichier fait {{size}}, {size_in_words(MAX_SIZE)} au plus sont acceptés.",
}
ACCEPTED = ",".join(f".{extension}" for kind in FileKind for extension in kind.extensions)


class AttachmentForm(forms.Form):
    """The upload form. `services.attach` checks the content of the file."""

    file = forms.FileField(
        label="Fichier",
        help_text=f"PDF, ODT, DOCX, ODP, PPTX ou texte, {size_in_words(MAX_SIZE)} au plus.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED, **LIMIT}),
        error_messages={"required": "Choisissez un fichier sur votre ordinateur."},
    )
    name = forms.CharField(
        label="Nom affiché",
        help_text="Ce que le réseau lira : « Mémo à imprimer ». Sans rien, ce sera le nom du fichier.",
        max_length=MAX_NAME - 5,
        required=False,
    )
