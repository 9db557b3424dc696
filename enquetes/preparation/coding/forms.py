"""Forms of the coding pages: codes of a text, the name of a code, which texts are listed."""

import re
from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError

from enquetes.design.variables.models import LONGEST_LABEL, AnswerCode
from enquetes.preparation.coding.texts import TextGroup

LONGEST_CODES, MOST_AT_ONCE = 600, 12
NO_CODE = "Écrivez un code, ou choisissez «\u00a0Rien à coder\u00a0»."
CHOOSE = "Cochez au moins un texte."


class CodesForm(forms.Form):
    """Codes separated by commas: names, or numbers of the list. `rien` is the button of who finds nothing to code."""

    codes = forms.CharField(
        label="Codes",
        max_length=LONGEST_CODES,
        widget=forms.TextInput({"list": "noms-des-codes", "autocomplete": "off", "class": "code-names"}),
        help_text="Des mots courts, séparés par des virgules, ou leurs numéros. Un nom nouveau entre dans la liste.",
        error_messages={"required": NO_CODE},
    )
    avec = forms.MultipleChoiceField(label="Textes qui se ressemblent", required=False)

    def __init__(
        self, *args, known: Sequence[AnswerCode], others: Sequence[TextGroup], must_choose: bool = False, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by_number = {str(number): code.label for number, code in enumerate(known, start=1)}
        self.fields["avec"].choices = [(group.key, group.text) for group in others]
        self.fields["codes"].required = "rien" not in self.data
        self.must_choose = must_choose

    def clean_codes(self) -> list[str]:
        words = [" ".join(part.split()) for part in re.split(r"[,;\n]", self.cleaned_data["codes"])]
        labels = [self.by_number.get(word, word) for word in words if word]
        if not labels and self.fields["codes"].required:
            raise ValidationError(NO_CODE)
        if unknown := [label for label in labels if label.isdecimal()]:
            raise ValidationError(f"La liste n’a pas de code {unknown[0]}.")
        if long := [label for label in labels if len(label) > LONGEST_LABEL]:
            raise ValidationError(f"«\u00a0{long[0][:LONGEST_LABEL]}…\u00a0» a plus de {LONGEST_LABEL} signes.")
        if len(labels) > MOST_AT_ONCE:
            raise ValidationError(f"{MOST_AT_ONCE} codes au plus.")
        return labels

    def clean_avec(self) -> list[str]:
        if self.must_choose and not self.cleaned_data["avec"]:
            raise ValidationError(CHOOSE)
        return self.cleaned_data["avec"]

    @property
    def labels(self) -> list[str]:
        """What a valid form asks for; nothing from the button « Rien à coder »."""
        return [] if "rien" in self.data else self.cleaned_data["codes"]


class CodeNameForm(forms.Form):
    label = forms.CharField(
        label="Nom du code",
        max_length=LONGEST_LABEL,
        help_text="Avec le nom d’un autre code, les deux n’en font plus qu’un.",
        error_messages={"required": "Écrivez le nom du code."},
    )
