"""Uploads of files and pictures of a sheet."""

from django import forms

from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import MAX_NAME, size_in_words
from ressources.files.models.picture import Picture
from ressources.files.services.upload_quota import MAX_SIZE

# Upload of a file of a sheet: the file, and its displayed name.
# Limits that the page checks before the upload (`upload-check.js`).
LIMIT = {
    "data-most": MAX_SIZE,
    "data-refusal": f"Ce fichier fait {{size}}, {size_in_words(MAX_SIZE)} au plus sont acceptés.",
}
ACCEPTED_FILES = ",".join(f".{extension}" for kind in FileKind for extension in kind.extensions)


class AttachmentForm(forms.Form):
    """The upload form. `services.attach` checks the content of the file."""

    file = forms.FileField(
        label="Fichier",
        help_text=f"PDF, ODT, DOCX, ODP, PPTX ou texte, {size_in_words(MAX_SIZE)} au plus.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED_FILES, **LIMIT}),
        error_messages={"required": "Choisissez un fichier sur votre ordinateur."},
    )
    name = forms.CharField(
        label="Nom affiché",
        help_text="Ce que le réseau lira : « Mémo à imprimer ». Sans rien, ce sera le nom du fichier.",
        max_length=MAX_NAME - 5,
        required=False,
    )


# Upload of a picture of a sheet, and its description for those who do not see it.
ACCEPTED_PICTURES = ".jpg,.jpeg,.png,.webp,.gif,.heic,.heif,.avif,image/*"
UNDESCRIBED = "Décrivez l’image pour qui ne la voit pas, ou cochez « Image décorative »."
BOTH = "Une image décrite n’est pas décorative : effacez sa description, ou décochez cette case."


class PictureDescriptionForm(forms.Form):
    """A description is required, unless the picture is decorative."""

    alternative = forms.CharField(
        label="Description de l’image",
        help_text="Ce qu’elle montre d’utile, comme vous le diriez au téléphone : "
        "« La prise USB, à gauche du clavier, porte un dessin en forme de fourche ».",
        max_length=Picture._meta.get_field("alternative").max_length,
        error_messages={"required": UNDESCRIBED},
        widget=forms.Textarea(attrs={"rows": 2, "data-needed": UNDESCRIBED}),
    )
    decorative = forms.BooleanField(
        label="Image décorative",
        help_text="Elle n’apprend rien : qui ne la voit pas n’y perd rien.",
        required=False,
    )
    caption = forms.CharField(
        label="Légende",
        help_text="Affichée sous l’image, pour tout le monde.",
        max_length=Picture._meta.get_field("caption").max_length,
        required=False,
    )
    credit = forms.CharField(
        label="Crédit",
        help_text="Son auteur et sa licence, si elle n’est pas de vous.",
        max_length=Picture._meta.get_field("credit").max_length,
        required=False,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self["decorative"].data:
            self.fields["alternative"].required = False

    def clean_decorative(self) -> bool:
        is_decorative = self.cleaned_data["decorative"]
        if is_decorative and self.cleaned_data.get("alternative"):
            raise forms.ValidationError(BOTH, code="both")
        return is_decorative

    @property
    def description(self) -> dict[str, str]:
        """The description of the picture; `alternative` is empty for a decorative one."""
        return {name: self.cleaned_data[name] for name in ("alternative", "caption", "credit")}


class PictureForm(PictureDescriptionForm):
    """The upload form. `services.add_picture` checks the content of the file."""

    file = forms.FileField(
        label="Image",
        help_text=f"JPEG, PNG, WebP, GIF, ou photo de téléphone (HEIC, AVIF), {size_in_words(MAX_SIZE)} au plus. "
        "Elle est allégée, et le lieu et la date de prise de vue en sont retirés.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED_PICTURES, **LIMIT}),
        error_messages={"required": "Choisissez une image sur votre appareil."},
    )
    field_order = ["file", "alternative", "decorative", "caption", "credit"]
