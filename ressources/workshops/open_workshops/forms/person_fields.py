"""Fields about somebody without account: a first name and an initial, a telephone. Both are erased a month later."""

from django import forms

from ressources.workshops.open_workshops.models.booking import NAME_LENGTH

PHONE_LENGTH = 20


def first_name_field(help_text: str, *, max_length: int = NAME_LENGTH) -> forms.CharField:
    return forms.CharField(
        label="Prénom et initiale",
        max_length=max_length,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Écrivez un prénom et une initiale\u00a0: Camille B.",
            "max_length": "Un prénom et une initiale suffisent.",
        },
    )


def phone_field(help_text: str) -> forms.CharField:
    """Return the field of a number that nobody has to give."""
    return forms.CharField(
        label="Téléphone",
        max_length=PHONE_LENGTH,
        required=False,
        help_text=help_text,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        error_messages={"max_length": "Un numéro de téléphone\u00a0: 05 36 49 00 00."},
    )
