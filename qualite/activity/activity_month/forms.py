"""Form of a correction: the right number, and why."""

from django import forms

from qualite.activity.activity_month.models import MOST


class CorrectionOfFigureForm(forms.Form):
    value = forms.IntegerField(
        label="Le bon nombre",
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        error_messages={"required": "Dites combien.", "invalid": "Écrivez un nombre."},
    )
    reason = forms.CharField(
        label="Pourquoi",
        max_length=200,
        help_text="Par exemple «\u00a0la feuille d’accueil en compte douze de plus\u00a0». Aucun nom de visiteur.",
        error_messages={"required": "Dites pourquoi ce nombre."},
    )
