"""The form of the contact page: what about, from where, what, and how to answer."""

from django import forms
from django.core.exceptions import ValidationError

from extranet.public.contact.enums import ContactTopic
from reseau.places.commune_search import find_commune
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM

LONGEST = 4000
NO_ANSWER = "Laissez une adresse électronique ou un numéro de téléphone\u00a0: sans cela, on ne peut pas vous répondre."
UNKNOWN_COMMUNE = (
    "Nous ne trouvons pas cette commune dans le Lot. Vérifiez le nom ou le code postal, ou laissez cette case vide."
)
TRAP_FILLED = "Cette case est un piège pour les robots\u00a0: videz-la, puis envoyez."
CLOSED_PLACE = "Ce lieu n’est plus ouvert\u00a0: choisissez-en un autre dans l’annuaire."
PHONE_DIGITS = range(9, 16)


class ContactForm(forms.Form):
    topic = forms.ChoiceField(label="De quoi s’agit-il\u00a0?", choices=[("", "Choisissez"), *ContactTopic.choices])
    message = forms.CharField(
        label="Votre message",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 7}),
        help_text="N’écrivez ni mot de passe, ni code, ni numéro de sécurité sociale.",
    )
    commune = forms.CharField(
        label="Votre commune ou votre code postal",
        required=False,
        max_length=80,
        widget=forms.TextInput({"autocomplete": "postal-code"}),
        help_text="La personne qui suit ce territoire vous répondra.",
    )
    name = forms.CharField(label="Votre nom", max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label="Votre adresse électronique",
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text="Une adresse électronique ou un téléphone, comme vous préférez.",
    )
    phone = forms.CharField(
        label="Votre téléphone",
        required=False,
        max_length=30,
        widget=forms.TextInput({"autocomplete": "tel", "type": "tel"}),
        help_text="Si vous n’avez pas d’adresse électronique, on vous rappelle.",
    )
    # Whom one writes to from the page of a place: `/contact/?lieu=cahors`.
    place = forms.ModelChoiceField(
        EPM.objects.open().with_place(),
        to_field_name="slug",
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": CLOSED_PLACE},
    )
    # Hidden from people (`.trap`): robots fill every field.
    site = forms.CharField(label="Laissez cette case vide", required=False, max_length=200)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    def clean_topic(self) -> ContactTopic:
        return ContactTopic(self.cleaned_data["topic"])

    def clean_commune(self) -> Commune | None:
        words = self.cleaned_data["commune"]
        named = find_commune(words)
        if words and named.commune is None:
            raise ValidationError(named.refusal or UNKNOWN_COMMUNE)
        return named.commune

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if phone and sum(character.isdigit() for character in phone) not in PHONE_DIGITS:
            raise ValidationError("Écrivez tous les chiffres du numéro, par exemple 05 36 49 00 00.")
        return phone

    def clean_site(self) -> str:
        if self.cleaned_data["site"]:
            raise ValidationError(TRAP_FILLED)
        return ""

    def clean(self) -> dict:
        data = super().clean()
        if not (data.get("email") or data.get("phone") or {"email", "phone"} & set(self.errors)):
            self.add_error("email", NO_ANSWER)
        return data
