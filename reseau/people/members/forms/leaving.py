"""The form of « Quitter le réseau »: what becomes of a member's name in the forums."""

from django import forms

from reseau.people.members.models.member import Member

NAMELESS = "Ils diront «\u00a0Une personne partie du réseau\u00a0»"
NAMED = "Ils garderont mon nom"


class LeavingForm(forms.ModelForm):
    keeps_name = forms.TypedChoiceField(
        label="Une fois mon compte effacé, mes messages des forums",
        choices=[(False, NAMELESS), (True, NAMED)],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        help_text="Leur texte reste dans les deux cas\u00a0: les réponses des autres en dépendent.",
        error_messages={"required": "Choisissez l’une des deux phrases."},
    )

    class Meta:
        model = Member
        fields = ["keeps_name"]

    def save(self, commit: bool = True) -> Member:
        self.instance.keeps_name_note = ""
        return super().save(commit)


class SaidLeavingForm(forms.ModelForm):
    """The same choice, noted by a coordinator with what the person said."""

    keeps_name = forms.TypedChoiceField(
        label="Une fois son compte effacé, ses messages des forums",
        choices=[(False, NAMELESS), (True, "Ils garderont son nom")],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        help_text="Sans rien savoir de son avis, laissez la première phrase.",
        error_messages={"required": "Choisissez l’une des deux phrases."},
    )

    class Meta:
        model = Member
        fields = ["keeps_name", "keeps_name_note"]
        help_texts = {"keeps_name_note": "Quand et comment, par exemple «\u00a0au téléphone, le 3\u00a0mars\u00a0»."}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeps_name_note"].required = True
