"""Opening a record for somebody."""

from django import forms
from django.utils import timezone

from b2i.models.learner import CONSENT_TEXT
from b2i.services.learners import NewLearner, create_learner
from reseau.models import EPM, Commune, Member

OLDEST, YOUNGEST = 110, 6


class LearnerForm(forms.Form):
    """Asks for as little as the record needs; the EPM is asked of those who work in several."""

    first_name = forms.CharField(
        label="Prénom, ou pseudonyme", max_length=60, error_messages={"required": "Écrivez un prénom ou un pseudonyme."}
    )
    last_name = forms.CharField(
        label="Nom", max_length=60, required=False, help_text="Le livret peut rester au prénom ou au pseudonyme seul."
    )
    birth_year = forms.IntegerField(
        label="Année de naissance", required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    commune = forms.ModelChoiceField(
        label="Commune", queryset=Commune.objects.none(), required=False, empty_label="Non précisée"
    )
    epm = forms.ModelChoiceField(label="EPM qui suit la personne", queryset=EPM.objects.none(), empty_label=None)
    consent = forms.BooleanField(
        label="La personne a donné son accord",
        help_text=f"À lui lire\u00a0: «\u00a0{CONSENT_TEXT}\u00a0»",
        error_messages={"required": "Sans l’accord de la personne, un livret ne peut pas être ouvert."},
    )

    def __init__(self, *args, user: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        workplaces = {position.epm_id: position.epm for position in user.live_positions if position.epm_id}
        self.only_epm = next(iter(workplaces.values())) if len(workplaces) == 1 else None
        self.fields["commune"].queryset = Commune.objects.all()
        if self.only_epm:
            del self.fields["epm"]
        else:
            self.fields["epm"].queryset = EPM.objects.filter(pk__in=workplaces)

    def clean_birth_year(self) -> int | None:
        year, this_year = self.cleaned_data["birth_year"], timezone.localdate().year
        if year is not None and not this_year - OLDEST <= year <= this_year - YOUNGEST:
            raise forms.ValidationError("L’année de naissance s’écrit avec quatre chiffres, par exemple 1958.")
        return year

    def save(self) -> NewLearner:
        data = self.cleaned_data
        return create_learner(
            first_name=data["first_name"],
            last_name=data["last_name"],
            birth_year=data["birth_year"],
            commune=data["commune"],
            epm=self.only_epm or data["epm"],
            created_by=self.user,
        )
