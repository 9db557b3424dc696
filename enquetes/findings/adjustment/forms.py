"""Form to weight answers: a table of margins, where it comes from, bounds of the weights."""

from django import forms

from b2i.admission.learner_import.table_file import MAX_BYTES, TOO_BIG
from enquetes.preparation.weighting.fitting import Trim
from enquetes.preparation.weighting.raking import BAD_BOUNDS


class MarginTableForm(forms.Form):
    file = forms.FileField(
        label="Tableau des marges",
        help_text="Le tableau à remplir, en CSV ou ODS\u00a0: une variable, une catégorie et un effectif par ligne.",
        widget=forms.FileInput(attrs={"accept": ".csv,.ods,text/csv"}),
        error_messages={"required": "Choisissez un fichier sur votre ordinateur.", "empty": "Ce fichier est vide."},
    )
    source = forms.CharField(
        label="D’où viennent ces chiffres",
        help_text="Par exemple\u00a0: Insee, recensement de la population 2022.",
        max_length=200,
        error_messages={"required": "Écrivez d’où viennent ces chiffres."},
    )
    lowest = forms.FloatField(
        label="Plus petit poids",
        help_text="Entre 0 et 1\u00a0: 0,3 par exemple.",
        max_value=1,
        required=False,
        localize=True,
    )
    highest = forms.FloatField(
        label="Plus grand poids",
        help_text="Au-dessus de 1\u00a0: 3 par exemple.",
        max_value=1_000,
        required=False,
        localize=True,
    )

    def clean_file(self):
        """Check the size before reading the content."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_BIG)
        return file

    def clean(self) -> dict:
        data = super().clean()
        low, high = data.get("lowest"), data.get("highest")
        if not {"lowest", "highest"} & set(self.errors) and (low is None) != (high is None):
            self.add_error("highest" if high is None else "lowest", "Donnez les deux poids limites, ou aucun.")
        elif low is not None and high is not None and not 0 <= low < 1 < high:
            self.add_error("lowest", BAD_BOUNDS)
        return data

    @property
    def trim(self) -> Trim | None:
        """The bounds; None without any."""
        low, high = self.cleaned_data["lowest"], self.cleaned_data["highest"]
        return None if low is None or high is None else (low, high)
