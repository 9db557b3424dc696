"""Form of an agreement: what stands on the paper, copied by whoever keeps it."""

from django import forms

from patrimoine.agreements.enums import MakerAge
from patrimoine.agreements.models import MakerAgreement
from patrimoine.agreements.services import save_agreement
from patrimoine.sites.models import HeritagePlace
from patrimoine.works.enums import WorkOrigin
from patrimoine.works.forms import LICENCES
from reseau.people.members.models.member import Member
from ressources.workshops.open_workshops.forms import first_name_field

FIELDS = (
    "signatory",
    "origin",
    "age",
    "shown_as",
    "signed_on",
    "kept_at",
    "licence",
    "goes_elsewhere",
    "covers_text",
)


class MakerAgreementForm(forms.Form):
    signatory = first_name_field("Pour retrouver le papier. Personne d’autre que vous et vos relecteurs ne le lit.")
    origin = forms.ChoiceField(
        label="C’est",
        choices=[(WorkOrigin.LEARNER, "Un apprenant"), (WorkOrigin.INHABITANT, "Un habitant")],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si c’est un apprenant ou un habitant."},
    )
    age = forms.ChoiceField(
        label="Qui a signé\u00a0?",
        choices=MakerAge,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si la personne est majeure, ou si un parent a signé aussi."},
    )
    shown_as = forms.CharField(
        label="Comment veut-elle être nommée\u00a0?",
        max_length=120,
        required=False,
        help_text="Comme elle l’a écrit sur le papier. Vide\u00a0: elle n’est pas nommée.",
    )
    signed_on = forms.DateField(
        label="Jour de la signature",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Écrivez le jour de la signature."},
    )
    kept_at = forms.CharField(
        label="Où le papier est-il gardé\u00a0?",
        max_length=160,
        help_text="Le classeur, le bureau.",
        error_messages={"required": "Dites où le papier est gardé."},
    )
    licence = forms.ChoiceField(label="La licence qu’elle a cochée", choices=LICENCES, widget=forms.RadioSelect)
    goes_elsewhere = forms.BooleanField(
        label="Elle accepte aussi une reprise ailleurs, sur Wikimedia Commons par exemple", required=False
    )
    covers_text = forms.BooleanField(label="Elle a écrit le texte de la fiche", required=False)

    def __init__(
        self, *args, place: HeritagePlace, by: Member, agreement: MakerAgreement | None = None, **kwargs
    ) -> None:
        initial = {name: getattr(agreement, name) for name in FIELDS} if agreement else {}
        super().__init__(*args, **kwargs | {"initial": initial})
        self.place, self.by, self.agreement = place, by, agreement

    def save(self) -> MakerAgreement:
        return save_agreement(place=self.place, by=self.by, agreement=self.agreement, **self.cleaned_data)
