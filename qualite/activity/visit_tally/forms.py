"""Form of a count made on paper, copied for one half-day."""

from django import forms
from django.utils import timezone

from formation.enums import DayPart
from qualite.activity.visit_tally.services import MOST_AT_ONCE
from qualite.activity.visit_tally.themes import VISIT, themes


class PaperCountForm(forms.Form):
    amount = forms.IntegerField(
        label="Combien",
        min_value=1,
        max_value=MOST_AT_ONCE,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        error_messages={"required": "Dites combien.", "invalid": "Écrivez un nombre."},
    )
    subject = forms.ChoiceField(label="Quoi")
    date = forms.DateField(
        label="Quel jour",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Dites quel jour.", "invalid": "Écrivez le jour comme dans 31/12/2026."},
    )
    part = forms.ChoiceField(label="Quand", choices=DayPart.choices, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        accompanied = [(theme.code, f"Accompagnement\u00a0: {theme.label}") for theme in themes()]
        self.fields["subject"].choices = [(VISIT, "Visites"), *accompanied]
        self.fields["date"].widget.attrs["max"] = timezone.localdate().isoformat()
