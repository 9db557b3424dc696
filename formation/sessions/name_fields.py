"""Field for the name of a commune, typed instead of chosen in a long list."""

from django import forms
from django.core.exceptions import ValidationError

from reseau.places.commune_search import find_commune
from reseau.places.models.commune import Commune


class CommuneField(forms.CharField):
    """Name or postcode of a commune; cleans to the commune, or None if empty."""

    def clean(self, value) -> Commune | None:
        words = super().clean(value)
        if not words:  # allowed only if the field is optional
            return None
        named = find_commune(words)
        if named.commune is None:
            unknown = f"Aucune commune du département ne s’appelle «\u00a0{words}\u00a0»."
            raise ValidationError(named.refusal or unknown)
        return named.commune
