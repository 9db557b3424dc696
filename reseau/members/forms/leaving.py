"""The form of « Quitter le réseau »: what becomes of a member's name in the forums."""

from django import forms

from reseau.members.models.member import Member

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
