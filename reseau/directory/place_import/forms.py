"""Form to upload a file of places, and the choices that the preview sends."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from reseau.directory.place_import.place_table import MAX_BYTES, TOO_BIG
from reseau.directory.place_import.planning import PlannedPlace


class PlaceImportForm(forms.Form):
    """A file of the national schema."""

    file = forms.FileField(
        label="Le fichier des lieux",
        help_text=(
            "CSV au standard national, en UTF-8, 4\u00a0Mo et 1\u202f000 lieux au plus. "
            "Rien n’est changé avant que vous l’ayez relu."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Choisissez un fichier sur votre ordinateur.", "empty": "Ce fichier est vide."},
    )
    empties_erase = forms.BooleanField(
        label="Une case vide efface ce que dit la fiche",
        required=False,
        help_text="Sans cette coche, une case vide ne change rien. Une colonne absente ne change jamais rien.",
    )

    def clean_file(self):
        """Check the size before reading the content."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_BIG)
        return file


def choices_sent(data: QueryDict, shown: Iterable[PlannedPlace]) -> dict[int, dict[str, Any]]:
    """Return the choices of a page of the preview, for the lines that it showed; what it did not offer is left out."""
    choices = {}
    for place in shown:
        line = place.row.number
        choice = data.get(f"ligne-{line}", place.choice)
        if choice not in place.offered:
            continue
        kept: dict[str, Any] = {"choice": choice}
        if place.epm and choice == place.choice:
            kept["parts"] = [each.part.key for each in place.changes if each.part.key in data.getlist(f"champ-{line}")]
        choices[line] = kept
    return choices
