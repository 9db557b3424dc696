"""Forms of partners, their services and offices, and of motives."""

from django import forms

from accueil.visio.partners.enums import PartnerState
from accueil.visio.partners.models import (
    LONGEST,
    QUARTER,
    SHORTEST,
    InterviewMotive,
    Partner,
    PartnerOffice,
    PartnerService,
)
from accueil.visio.partners.services import add_office, save_motive, save_partner, save_partner_service
from formation.sessions.name_fields import CommuneField
from reseau.texts.wording import minutes_in_words

FIELDS = ("short_name", "name", "state", "presentation", "advice", "website", "email")


class PartnerForm(forms.Form):
    short_name = forms.CharField(
        label="Nom d’usage",
        max_length=40,
        help_text="Comme les gens le disent\u00a0: CAF.",
        error_messages={"required": "Donnez le nom que les gens disent."},
    )
    name = forms.CharField(
        label="Nom complet", max_length=120, error_messages={"required": "Donnez le nom complet de ce partenaire."}
    )
    state = forms.ChoiceField(label="Où il en est", choices=PartnerState.choices, widget=forms.RadioSelect)
    presentation = forms.CharField(
        label="Ce que l’on y fait",
        max_length=600,
        required=False,
        help_text="Deux ou trois phrases, pour la page publique.",
        widget=forms.Textarea({"rows": 4}),
    )
    advice = forms.CharField(
        label="Ce qu’il faut apporter",
        max_length=300,
        required=False,
        help_text="Imprimé sur le rappel\u00a0: numéro d’allocataire, dernière lettre reçue.",
    )
    website = forms.URLField(label="Son site", max_length=300, required=False, assume_scheme="https")
    email = forms.EmailField(
        label="Adresse de ses agents",
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
        help_text="Ils y reçoivent leurs rendez-vous, sans nom ni motif.",
    )

    def __init__(self, *args, partner: Partner | None = None, **kwargs) -> None:
        shown = partner or Partner()
        super().__init__(*args, **kwargs | {"initial": {name: getattr(shown, name) for name in FIELDS}})
        self.partner = partner

    def save(self) -> Partner:
        return save_partner(partner=self.partner, **self.cleaned_data)


class PartnerServiceForm(forms.Form):
    name = forms.CharField(
        label="Service",
        max_length=120,
        help_text="Par exemple\u00a0: droits et prestations.",
        error_messages={"required": "Donnez un nom à ce service."},
    )
    minutes = forms.TypedChoiceField(
        label="Durée d’un rendez-vous",
        choices=[(minutes, minutes_in_words(minutes)) for minutes in range(SHORTEST, LONGEST + 1, QUARTER)],
        coerce=int,
    )
    is_offered = forms.BooleanField(label="Proposé aux rendez-vous", required=False)

    def __init__(self, *args, partner: Partner, service: PartnerService | None = None, **kwargs) -> None:
        shown = service or PartnerService()
        initial = {name: getattr(shown, name) for name in ("name", "minutes", "is_offered")}
        super().__init__(*args, **kwargs | {"initial": initial})
        self.partner, self.service = partner, service

    def save(self) -> PartnerService:
        return save_partner_service(partner=self.partner, service=self.service, **self.cleaned_data)


class OfficeForm(forms.Form):
    commune = CommuneField(
        label="Commune de l’agence",
        max_length=80,
        help_text="Le nom ou le code postal.",
        error_messages={"required": "Écrivez une commune."},
    )

    def save(self, *, partner: Partner) -> PartnerOffice:
        return add_office(partner=partner, commune=self.cleaned_data["commune"])


class MotiveForm(forms.Form):
    words = forms.CharField(
        label="Motif",
        max_length=60,
        help_text="En termes généraux\u00a0: rien sur la santé ni sur l’argent d’une personne.",
        error_messages={"required": "Écrivez un motif."},
    )
    is_offered = forms.BooleanField(label="Proposé dans les listes", required=False)

    def __init__(self, *args, motive: InterviewMotive | None = None, **kwargs) -> None:
        shown = motive or InterviewMotive()
        super().__init__(*args, **kwargs | {"initial": {"words": shown.words, "is_offered": shown.is_offered}})
        self.motive = motive

    def save(self) -> InterviewMotive:
        return save_motive(motive=self.motive, **self.cleaned_data)
