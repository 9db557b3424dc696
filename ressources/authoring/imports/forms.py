"""Upload of documents to import: one ZIP or several files, and their EPM of origin."""

from django import forms
from django.core.files import File
from django.db.models import QuerySet

from reseau.documents.files.file_names import size_in_words
from reseau.places.models.epm import EPM
from ressources.authoring.imports.uploads import MAX_FILES, MAX_SIZE, MAX_TOTAL
from ressources.files.forms import (
    ACCEPTED_FILES,
)

LIMITS = (
    f"DOCX, ODT, PDF, Markdown ou texte, ou une archive ZIP qui les contient. {MAX_FILES} fichiers au plus, "
    f"{size_in_words(MAX_SIZE)} chacun, {size_in_words(MAX_TOTAL)} en tout."
)


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A field for several files."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None) -> list[File]:
        files = [super(SeveralFilesField, self).clean(file, initial) for file in data or [None]]
        if len(files) > MAX_FILES:
            raise forms.ValidationError(f"Vous avez choisi {len(files)} fichiers, {MAX_FILES} au plus sont acceptés.")
        if (total := sum(file.size for file in files)) > MAX_TOTAL:
            raise forms.ValidationError(
                f"Ces fichiers font {size_in_words(total)} en tout, {size_in_words(MAX_TOTAL)} au plus sont acceptés."
            )
        return files


class ImportForm(forms.Form):
    """The upload form. `services.open_import` and the reading check the content of the files."""

    files = SeveralFilesField(
        label="Documents",
        help_text=LIMITS,
        allow_empty_file=True,
        widget=SeveralFilesInput(attrs={"accept": f".zip,{ACCEPTED_FILES}"}),
        error_messages={"required": "Choisissez une archive ZIP ou des fichiers sur votre ordinateur."},
    )
    epm = forms.ModelChoiceField(
        EPM.objects.none(),
        label="EPM d’origine",
        help_text="Un document déjà importé dans cet EPM ne l’est pas une seconde fois.",
        empty_label="Choisissez un EPM",
        error_messages={"required": "Choisissez l’EPM d’où viennent ces documents."},
    )

    def __init__(self, *args, epms: QuerySet[EPM], epm: EPM | None = None) -> None:
        super().__init__(*args, initial={"epm": epm})
        if len(epms) > 1:
            self.fields["epm"].queryset = epms
        else:
            del self.fields["epm"]
