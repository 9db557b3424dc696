"""Forms of the jury: candidacy, civil identity, opinion of the centre, session, choice of candidates, decision."""

from django import forms
from django.utils import timezone

from b2i.frameworks.models.framework import Framework
from b2i.outcomes.enums import JuryDecision, Opinion
from b2i.outcomes.jury.models.agreement import JURY_AGREEMENT
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.centre_opinion import CentreOpinion
from b2i.outcomes.jury.models.civil_identity import IDENTITY_NOTICE, CivilIdentity
from b2i.outcomes.jury.models.frozen_paper import FrozenPaper
from b2i.outcomes.jury.models.session import JurySession
from b2i.outcomes.jury.paper_freezing import send_list
from b2i.outcomes.jury.services import NOBODY, jury_frameworks, note_decision, note_identity, note_opinion, prepare_jury
from b2i.records.models import Record
from b2i.records.validation.evaluators import accredited_centres, evaluating_centres
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM


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


def identity_field(label: str, *, max_length: int, required_message: str, **kwargs) -> forms.CharField:
    """Return a text field that the browser does not fill with the name of the animator."""
    return forms.CharField(
        label=label,
        max_length=max_length,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": required_message},
        **kwargs,
    )


class CivilIdentityForm(forms.Form):
    """Civil identity of the candidate, once the notice was read to them."""

    birth_name = identity_field(
        "Nom de naissance",
        max_length=80,
        required_message="Écrivez le nom de naissance, comme sur la pièce d’identité.",
    )
    first_names = identity_field(
        "Prénoms", max_length=120, required_message="Écrivez tous les prénoms.", help_text="Tous, dans l’ordre."
    )
    born_on = day_field("Date de naissance", required_message="Dites la date de naissance.")
    birth_place = identity_field(
        "Lieu de naissance",
        max_length=120,
        required_message="Dites où la personne est née.",
        help_text="Commune et département\u00a0; à l’étranger, ville et pays.",
    )
    told = forms.BooleanField(
        label="J’ai lu ce texte à la personne",
        help_text=f"À lui lire\u00a0: «\u00a0{IDENTITY_NOTICE}\u00a0»",
        error_messages={"required": "Lisez d’abord ce texte à la personne."},
    )

    def clean_born_on(self):
        born_on = self.cleaned_data["born_on"]
        if born_on >= timezone.localdate():
            raise forms.ValidationError("Cette date est à venir\u00a0: relisez la pièce d’identité.")
        if born_on.year < 1900:
            raise forms.ValidationError("Cette date est avant 1900\u00a0: relisez la pièce d’identité.")
        return born_on

    def save(self, candidacy: Candidacy, *, by: Member) -> CivilIdentity:
        data = {name: value for name, value in self.cleaned_data.items() if name != "told"}
        return note_identity(candidacy=candidacy, **data, noted_by=by)


class CentreField(forms.ModelChoiceField):
    def label_from_instance(self, centre: EPM) -> str:
        return centre.name


class OpinionForm(forms.Form):
    """Opinion of the accredited centre, as its head signed it on the file."""

    centre = CentreField(
        label="Centre agréé",
        queryset=EPM.objects.none(),
        empty_label="Choisissez un centre agréé",
        error_messages={
            "required": "Choisissez le centre qui donne son avis.",
            "invalid_choice": "Ce lieu n’est pas un centre agréé qui a validé une compétence de ce livret.",
        },
        help_text="Un centre agréé qui a validé au moins une compétence de ce livret.",
    )
    opinion = forms.ChoiceField(
        label="Avis",
        choices=Opinion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez l’avis."},
    )
    words = forms.CharField(
        label="Motif",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ce que le centre a vu. Ni santé, ni situation sociale, ni opinion\u00a0: la personne le lit.",
    )
    signatory = forms.CharField(
        label="Nom de qui signe", max_length=120, error_messages={"required": "Dites qui signe pour le centre."}
    )
    quality = forms.CharField(
        label="Sa qualité",
        max_length=120,
        help_text="Par exemple\u00a0: responsable du centre.",
        error_messages={"required": "Dites en quelle qualité cette personne signe."},
    )
    given_on = day_field("Date de l’avis", required_message="Dites quel jour l’avis a été signé.")

    def __init__(self, *args, record: Record, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        centres = evaluating_centres(record, until=today) & accredited_centres(record.framework_id, today)
        self.fields["centre"].queryset = centres.only("name").order_by("search_name")

    def save(self, candidacy: Candidacy, *, by: Member) -> CentreOpinion:
        return note_opinion(candidacy=candidacy, **self.cleaned_data, noted_by=by)


class JuryForm(forms.Form):
    """A session of the jury."""

    framework = forms.ModelChoiceField(
        Framework.objects.none(),
        label="Référentiel",
        empty_label=None,
        help_text="Des personnes attendent un jury sur une version d’avant.",
        error_messages={"required": "Choisissez le référentiel.", "invalid_choice": "Choisissez l’un de ceux-ci."},
    )
    held_on = day_field("Date du jury", required_message="Dites quel jour le jury se réunit.")
    place = forms.CharField(label="Lieu", max_length=120, error_messages={"required": "Dites où le jury se réunit."})
    academy = forms.CharField(
        label="Académie", max_length=80, initial="Toulouse", error_messages={"required": "Dites de quelle académie."}
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        frameworks = jury_frameworks()
        if len(frameworks) > 1:
            self.fields["framework"].queryset = frameworks
            self.fields["framework"].initial = frameworks[0]
        else:
            del self.fields["framework"]

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


class SentListForm(forms.Form):
    """The version of the list that leaves: the page gives it, so that a button pressed twice sends one."""

    version = forms.IntegerField(min_value=1, max_value=999)

    def save(self, jury: JurySession, *, by: Member) -> FrozenPaper:
        return send_list(jury=jury, by=by, version=self.cleaned_data["version"])


class DecisionForm(forms.Form):
    """Decision on one candidate."""

    decision = forms.ChoiceField(
        label="Décision du recteur",
        choices=JuryDecision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez la décision."},
    )
    decided_on = day_field(
        "Date de la décision",
        required_message="Dites quel jour le recteur a décidé.",
        help_text="Pour un brevet délivré, la date que porte l’attestation.",
    )
    attestation_number = forms.CharField(
        label="Numéro de l’attestation",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Celui que le rectorat a écrit dessus, si le brevet est délivré.",
    )
    act = forms.CharField(
        label="Acte du recteur",
        max_length=200,
        required=False,
        help_text="Numéro ou référence de la décision, si vous l’avez.",
    )

    def save(self, candidacy: Candidacy, *, by: Member) -> None:
        note_decision(candidacy=candidacy, **self.cleaned_data, by=by)
