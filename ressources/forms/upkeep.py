"""What is asked of whoever keeps a published sheet in good order."""

from django import forms
from django.utils import timezone

from ressources.freshness import FURTHEST


class ReviewDateForm(forms.Form):
    due = forms.DateField(
        label="À relire le",
        help_text="Un jour à venir, d’ici trois ans : avant un changement annoncé, par exemple.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Choisissez un jour.",
            "invalid": "Écrivez le jour comme dans 31/12/2026.",
        },
    )

    def clean_due(self):
        due, today = self.cleaned_data["due"], timezone.localdate()
        if not today < due <= today + FURTHEST:
            raise forms.ValidationError("Choisissez un jour à venir, d’ici trois ans.")
        return due
