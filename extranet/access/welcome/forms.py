"""The form of the second step: what the public reads first of a place."""

from django import forms

from reseau.places.forms import EPMForm
from reseau.places.models.epm import EPM


class PlaceForm(forms.ModelForm):
    class Meta:
        model = EPM
        fields = ["phone", "presentation"]
        widgets = EPMForm.Meta.widgets | {"presentation": forms.Textarea({"rows": 3})}
        help_texts = EPMForm.Meta.help_texts
