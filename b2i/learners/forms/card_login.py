"""Logging in with a card."""

from django import forms

from b2i.learners.card_numbers import EXAMPLE, read_card_number
from b2i.learners.models.learner import SECRET_LENGTH


class CardLoginForm(forms.Form):
    number = forms.CharField(
        label="Numéro de la carte",
        max_length=30,
        help_text=f"Par exemple {EXAMPLE}. Le tiret n’est pas obligatoire.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Recopiez le numéro écrit sur la carte."},
    )
    secret = forms.CharField(
        label="Code secret",
        max_length=12,
        help_text="Les 4 chiffres donnés avec la carte.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Tapez les 4 chiffres de votre code."},
    )

    def clean_number(self) -> str:
        number = read_card_number(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(f"Un numéro de carte ressemble à {EXAMPLE}. Recopiez celui de votre carte.")
        return number

    def clean_secret(self) -> str:
        secret = "".join(self.cleaned_data["secret"].split())
        if len(secret) != SECRET_LENGTH or not (secret.isascii() and secret.isdecimal()):
            raise forms.ValidationError("Le code secret a 4 chiffres.")
        return secret
