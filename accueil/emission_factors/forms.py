"""Form of a version of the emission factor."""

from django import forms

from accueil.emission_factors.models import EmissionFactor


class EmissionFactorForm(forms.ModelForm):
    source_url = forms.URLField(
        label="Adresse de la source",
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Écrivez une adresse entière, qui commence par https://."},
    )

    class Meta:
        model = EmissionFactor
        fields = ["grams", "applies_from", "source", "source_url", "method"]
        widgets = {
            "grams": forms.NumberInput({"inputmode": "decimal", "step": "0.1"}),
            "applies_from": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "method": forms.Textarea({"rows": 4}),
        }
        help_texts = {
            "applies_from": "Le premier jour d’un mois. Les mois d’avant gardent le facteur qu’ils avaient.",
            "source": "Qui le publie, et dans quelle édition.",
            "method": "Ce que le facteur compte et ne compte pas, et comment il est appliqué.",
        }
        error_messages = {
            "grams": {"required": "Écrivez le facteur.", "invalid": "Écrivez un nombre, comme 193 ou 193,5."},
            "applies_from": {
                "required": "Dites à partir de quand.",
                "invalid": "Écrivez le jour comme dans 01/01/2026.",
            },
            "source": {"required": "Dites d’où vient ce facteur."},
            "method": {"required": "Dites ce qu’il compte."},
        }
