"""Form to open a record."""

from django import forms
from django.utils import timezone

from b2i.admission.duplicates.detection import PossibleDuplicate
from b2i.admission.duplicates.likeness import Identity
from b2i.admission.registration.services import NewLearner, create_learner
from b2i.people.learners.forms import CONSENT_FIELDS, ConsentForm, WorkplaceForm
from reseau.places.models.commune import Commune

OLDEST, YOUNGEST = 110, 6


class LearnerForm(WorkplaceForm, ConsentForm):
    """Ask only for what the record needs."""

    first_name = forms.CharField(
        label="Prénom, ou pseudonyme",
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "Écrivez un prénom ou un pseudonyme."},
    )
    last_name = forms.CharField(
        label="Nom",
        max_length=60,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text="Le livret peut rester au prénom ou au pseudonyme seul.",
    )
    birth_year = forms.IntegerField(
        label="Année de naissance", required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    commune = forms.ModelChoiceField(
        label="Commune", queryset=Commune.objects.none(), required=False, empty_label="Non précisée"
    )
    no_card = forms.BooleanField(
        label="Pas de carte pour l’instant",
        required=False,
        help_text="La personne est suivie quand même. Sa carte et son code se font plus tard, en une minute.",
    )

    others = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ("first_name", "last_name", "birth_year", "commune", "epm", *CONSENT_FIELDS, "no_card")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].queryset = Commune.objects.all()
        if "epm" in self.fields:
            self.fields["epm"].label = "EPM qui tient le livret"

    def clean_birth_year(self) -> int | None:
        year, this_year = self.cleaned_data["birth_year"], timezone.localdate().year
        if year is not None and not this_year - OLDEST <= year <= this_year - YOUNGEST:
            raise forms.ValidationError("L’année de naissance s’écrit avec quatre chiffres, par exemple 1958.")
        return year

    @property
    def identity(self) -> Identity:
        """Identity to compare with known learners."""
        data = self.cleaned_data
        return Identity(data["first_name"], data["last_name"], data["birth_year"])

    def unanswered(self, duplicates: list[PossibleDuplicate]) -> list[PossibleDuplicate]:
        """Return the possible duplicates not yet confirmed as other people; the form asks about them again."""
        confirmed_keys = self.cleaned_data["others"].split(",")
        self.data = self.data.copy()
        self.data["others"] = ",".join(str(duplicate.learner.pk) for duplicate in duplicates)
        return [duplicate for duplicate in duplicates if str(duplicate.learner.pk) not in confirmed_keys]

    def save(self) -> NewLearner:
        data = self.cleaned_data
        return create_learner(
            first_name=data["first_name"],
            last_name=data["last_name"],
            birth_year=data["birth_year"],
            commune=data["commune"],
            epm=self.chosen_epm,
            created_by=self.user,
            consent_means=data["means"],
            consent_giver=data["giver"],
            parent_signature=self.signature,
            with_card=not data["no_card"],
        )
