"""Forms of the jury: candidacy, session, choice of candidates, decision."""

from django import forms
from django.core.exceptions import ValidationError

from b2i.jury.enums import JuryDecision
from b2i.jury.models import JURY_AGREEMENT, Candidacy, JurySession
from b2i.jury.services import NOBODY, note_decision, prepare_jury
from reseau.members.models.member import Member


def day_field(label: str, *, required_message: str, **kwargs) -> forms.DateField:
    """Return a date field. `required_message` is shown for a missing date."""
    invalid_message = "Écrivez une date comme 12/03/2026."
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": required_message, "invalid": invalid_message},
        **kwargs,
    )


class AskForJuryForm(forms.Form):
    """Agreement of the learner."""

    agreement = forms.BooleanField(
        label="La personne demande à passer devant le jury",
        help_text=f"À lui lire\u00a0: «\u00a0{JURY_AGREEMENT}\u00a0»",
        error_messages={"required": "Sans sa demande, son dossier ne sort pas de l’EPM."},
    )


class JuryForm(forms.Form):
    """A session of the jury."""

    held_on = day_field("Date du jury", required_message="Dites quel jour le jury se réunit.")
    place = forms.CharField(label="Lieu", max_length=120, error_messages={"required": "Dites où le jury se réunit."})
    academy = forms.CharField(
        label="Académie", max_length=80, initial="Toulouse", error_messages={"required": "Dites de quelle académie."}
    )

    def save(self, *, by: Member) -> JurySession:
        return prepare_jury(**self.cleaned_data, by=by)


class CandidaciesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, candidacy: Candidacy) -> str:
        request_day = f"demande du {candidacy.asked_on:%d/%m/%Y}"
        return f"{candidacy.learner}, {candidacy.learner.epm} ({request_day})"


class CandidaciesForm(forms.Form):
    """Choice of the candidates of a session, among `waiting`."""

    candidacies = CandidaciesField(
        label="Personnes à inscrire à ce jury",
        queryset=Candidacy.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NOBODY},
    )

    def __init__(self, *args, candidacies, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["candidacies"].queryset = candidacies


class DecisionForm(forms.Form):
    """Decision on one candidate."""

    decision = forms.ChoiceField(
        label="Décision du recteur",
        choices=JuryDecision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez la décision."},
    )
    decided_on = day_field("Date de la décision", required_message="Dites quel jour le recteur a décidé.")
    act = forms.CharField(
        label="Acte",
        max_length=200,
        required=False,
        help_text="Numéro ou référence de la décision, si vous l’avez.",
    )

    def save(self, candidacy: Candidacy, *, by: Member) -> bool:
        """Note the decision. Return False, with the reason in the form, if the service refuses."""
        try:
            note_decision(candidacy=candidacy, **self.cleaned_data, by=by)
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return False
        return True
