"""The form that brings a file of answers."""

from django import forms

from enquetes.preparation.answer_files.lines import MAX_BYTES

TOO_BIG = "Ce fichier pèse plus de 100\u00a0Mo\u00a0: partagez-le en plusieurs."


class AnswerFileForm(forms.Form):
    file = forms.FileField(
        label="Le fichier de réponses",
        help_text="CSV, 100\u00a0Mo au plus, aux colonnes du modèle. Rien ne compte avant que vous l’ayez relu.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Choisissez un fichier sur votre ordinateur.", "empty": "Ce fichier est vide."},
    )

    def clean_file(self):
        """Check the size before reading the content."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_BIG)
        return file
