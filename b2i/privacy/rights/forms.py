"""Forms of a learner’s rights: contest, answer, identity, erasure."""

from django import forms
from django.utils import timezone

from b2i.admission.registration.forms import OLDEST, YOUNGEST
from b2i.people.learners.card import read_card_number
from b2i.people.learners.models.learner import Learner
from b2i.records.enums import ContestOutcome
from b2i.records.sensitive_words import SensitiveWordsForm
from reseau.places.models.commune import Commune

NO_PRIVATE_FACTS = "Pas d’information de santé, de famille ni d’opinion."


class ContestForm(SensitiveWordsForm):
    """What is not exact, in the learner's words."""

    checked_fields = ("words",)
    words = forms.CharField(
        label="Qu’est-ce qui n’est pas exact\u00a0?",
        max_length=300,
        help_text=f"Avec vos mots, en une ligne. {NO_PRIVATE_FACTS}",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Dites en une ligne ce qui n’est pas exact.",
            "max_length": "Une ligne suffit\u00a0: 300 caractères au plus.",
        },
    )


class ContestAnswerForm(SensitiveWordsForm):
    """Answer to a contest."""

    checked_fields = ("words",)
    outcome = forms.ChoiceField(
        label="Suite donnée",
        choices=ContestOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si c’est corrigé ou maintenu."},
    )
    words = forms.CharField(
        label="Votre réponse à la personne",
        max_length=300,
        help_text=f"Elle la lira à côté de la ligne. {NO_PRIVATE_FACTS}",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Répondez en une ligne à la personne.",
            "max_length": "Une ligne suffit\u00a0: 300 caractères au plus.",
        },
    )


class IdentityForm(forms.Form):
    """Identity of the learner."""

    first_name = forms.CharField(
        label="Prénom, ou pseudonyme",
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "Écrivez un prénom ou un pseudonyme."},
    )
    last_name = forms.CharField(
        label="Nom", max_length=60, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    birth_year = forms.IntegerField(
        label="Année de naissance",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "L’année de naissance s’écrit avec quatre chiffres, par exemple 1958."},
    )
    commune = forms.ModelChoiceField(
        label="Commune", queryset=Commune.objects.none(), required=False, empty_label="Non précisée"
    )

    def __init__(self, *args, learner: Learner, **kwargs) -> None:
        initial = {
            "first_name": learner.member.first_name,
            "last_name": learner.member.last_name,
            "birth_year": learner.birth_year,
            "commune": learner.commune_id,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["commune"].queryset = Commune.objects.all()

    def clean_birth_year(self) -> int | None:
        year, this_year = self.cleaned_data["birth_year"], timezone.localdate().year
        if year is not None and not this_year - OLDEST <= year <= this_year - YOUNGEST:
            raise forms.ValidationError("L’année de naissance s’écrit avec quatre chiffres, par exemple 1958.")
        return year


class ErasureForm(forms.Form):
    """Card number typed again, so that nobody erases a record with a hasty click."""

    number = forms.CharField(
        label="Recopiez le numéro de la carte",
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Recopiez le numéro de la carte pour effacer ce livret."},
    )
    agreed = forms.BooleanField(
        label="La personne le demande, elle sait que rien ne pourra être retrouvé",
        error_messages={"required": "Un livret ne s’efface ici que si la personne le demande."},
    )

    def __init__(self, *args, learner: Learner, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.learner = learner

    def clean_number(self) -> str:
        number = read_card_number(self.cleaned_data["number"])
        if number != self.learner.card_number:
            raise forms.ValidationError("Ce n’est pas le numéro de cette carte. Vérifiez que c’est le bon livret.")
        return number
