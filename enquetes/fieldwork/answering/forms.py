"""Forms of the pages where one comes with a code: the one that was noted, or the one that was received."""

from django import forms

from enquetes.fieldwork.personal_codes.services import MISTYPED
from reseau.documents.papers.code_letters import read_letters

TYPED = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
LONGEST_TYPED = 40
NO_CODE = "Écrivez le code."


class ResumeForm(forms.Form):
    code = forms.CharField(
        label="Votre code",
        max_length=LONGEST_TYPED,
        help_text="Huit lettres, en grand ou en petit, avec ou sans tiret.",
        widget=forms.TextInput(TYPED),
        error_messages={"required": NO_CODE},
    )


class PersonalCodeForm(forms.Form):
    code = forms.CharField(
        label="Le code que vous avez reçu",
        max_length=LONGEST_TYPED,
        help_text="Neuf lettres, en grand ou en petit, avec ou sans tirets.",
        widget=forms.TextInput(TYPED),
        error_messages={"required": NO_CODE},
    )

    def clean_code(self) -> str:
        """Refuse what the check letter refuses: it costs the database nothing."""
        typed = self.cleaned_data["code"]
        if read_letters(typed) is None:
            raise forms.ValidationError(MISTYPED)
        return typed
