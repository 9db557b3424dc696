"""The form by which people without account book: a way to reach them is required, a trap keeps robots out."""

from django import forms
from django.core.exceptions import ValidationError

from accueil.visio.appointments.forms.booking import VisioBookingForm

NO_WAY = "Laissez une adresse électronique ou un téléphone\u00a0: sans cela, personne ne peut vous prévenir."


class CitizenBookingForm(VisioBookingForm):
    # Hidden from people (`.trap`): robots fill every field.
    site = forms.CharField(label="Laissez cette case vide", required=False, max_length=200)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        for name, kind in (("name", "given-name"), ("phone", "tel"), ("email", "email")):
            self.fields[name].widget.attrs["autocomplete"] = kind
        self.fields["email"].help_text = "Vous y recevez le lien pour déplacer ou annuler."

    def clean_site(self) -> str:
        if self.cleaned_data["site"]:
            raise ValidationError("Cette case est un piège pour les robots\u00a0: videz-la, puis envoyez.")
        return ""

    def clean(self) -> dict:
        data = super().clean()
        if not (data.get("email") or data.get("phone") or {"email", "phone"} & set(self.errors)):
            self.add_error("email", NO_WAY)
        return data
