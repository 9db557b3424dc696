"""Forms of skills records: logging in by card, opening a record, noting what was practised, saying where one stands."""

from django import forms
from django.utils import timezone

from b2i.card_numbers import EXAMPLE, read_card_number
from b2i.enums import EvidenceKind, SelfPosition
from b2i.models import Skill
from b2i.models.learner import CONSENT_TEXT, SECRET_LENGTH
from b2i.services.learners import NewLearner, create_learner
from reseau.models import EPM, Commune, Member

OLDEST, YOUNGEST = 110, 6


class CardLoginForm(forms.Form):
    number = forms.CharField(
        label="Numéro de la carte",
        max_length=30,
        help_text=f"Par exemple {EXAMPLE}. Le tiret n’est pas obligatoire.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Recopiez le numéro écrit sur la carte."},
    )
    secret = forms.CharField(
        label="Code secret",
        max_length=12,
        help_text="Les 4 chiffres donnés avec la carte.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Tapez les 4 chiffres de votre code."},
    )

    def clean_number(self) -> str:
        number = read_card_number(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(f"Un numéro de carte ressemble à {EXAMPLE}. Recopiez celui de votre carte.")
        return number

    def clean_secret(self) -> str:
        secret = "".join(self.cleaned_data["secret"].split())
        if len(secret) != SECRET_LENGTH or not (secret.isascii() and secret.isdecimal()):
            raise forms.ValidationError("Le code secret a 4 chiffres.")
        return secret


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


class EvidenceForm(forms.Form):
    """One line on one skill; its fields bear the number of the skill, since a page has one form for each."""

    text = forms.CharField(
        label="Ce que la personne a fait",
        max_length=300,
        error_messages={
            "required": "Dites en une ligne ce que la personne a fait.",
            "max_length": "Une ligne suffit\u00a0: 300 caractères au plus.",
        },
    )
    kind = forms.ChoiceField(label="Comment", choices=EvidenceKind.choices)

    def __init__(self, *args, skill: Skill, **kwargs) -> None:
        super().__init__(*args, auto_id=f"preuve-{skill.pk}-%s", **kwargs)


class PositionForm(forms.Form):
    """Where a learner stands on each skill of one domain; she may answer for some and leave the others."""

    def __init__(self, *args, skills: list[Skill], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.skills = skills
        for skill in skills:
            self.fields[field_name(skill)] = forms.ChoiceField(choices=SelfPosition.choices, required=False)

    @property
    def levels(self) -> dict[Skill, SelfPosition]:
        given = ((skill, self.cleaned_data[field_name(skill)]) for skill in self.skills)
        return {skill: SelfPosition(level) for skill, level in given if level}


def field_name(skill: Skill) -> str:
    return f"competence-{skill.pk}"
