"""Where a kiosk stands."""

from django import forms
from django.db.models import QuerySet

from reseau.places.models.epm import EPM


class KioskForm(forms.Form):
    epm = forms.ModelChoiceField(
        queryset=EPM.objects.none(),
        label="Dans quel espace",
        empty_label="Choisissez un espace",
        error_messages={"required": "Choisissez un espace.", "invalid_choice": "Choisissez un espace de la liste."},
    )

    def __init__(self, *args, places: QuerySet[EPM], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["epm"].queryset = places
