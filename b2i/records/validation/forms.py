"""Forms of accreditations, proposals and decisions."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils import timezone

from b2i.frameworks.models.framework import Framework, Skill
from b2i.records.models import Evidence, Record
from b2i.records.sensitive_words import SensitiveWordsForm
from b2i.records.validation.evaluators import centres_with_evaluators
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.validation import Proposal
from b2i.records.validation.services.accreditations import accredit, withdraw_accreditation
from b2i.records.validation.services.validation import propose_all, return_proposal, validate_all
from reseau.people.members.forms.people import PeopleForm, PersonField
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.wording import counted, day_in_full

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
ACT_HELP = (
    "Qui a décidé, quel jour, sous quel numéro. Par exemple\u00a0: arrêté du recteur du 3 septembre 2026, n° 46-12."
)


class EPMChoice(forms.ModelChoiceField):
    def label_from_instance(self, epm: EPM) -> str:
        return epm.name


class AccreditationForm(PeopleForm):
    """Accreditation of a centre; `PersonAccreditationForm` asks for a member as `holder`."""

    holder = EPMChoice(
        label="Centre",
        queryset=EPM.objects.none(),
        empty_label="Choisissez un EPM",
        error_messages={"required": "Choisissez un EPM.", "invalid_choice": "Choisissez un EPM ouvert."},
    )
    act = forms.CharField(
        label="Acte", max_length=200, help_text=ACT_HELP, error_messages={"required": "Dites par quel acte."}
    )
    starts_on = forms.DateField(label="À partir du", widget=DAY, initial=timezone.localdate)
    ends_on = forms.DateField(
        label="Jusqu’au", widget=DAY, required=False, help_text="Dernier jour compris. Vide\u00a0: sans fin."
    )

    def __init__(self, *args, user: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.limit_holders()

    def limit_holders(self) -> None:
        self.fields["holder"].queryset = EPM.objects.open().only("name").order_by("search_name")

    def clean(self) -> dict:
        data = super().clean()
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Le dernier jour vient après le premier.")
        return data

    def save(self) -> Accreditation:
        data = self.cleaned_data
        return accredit(
            framework=Framework.objects.record_base(),
            act=data["act"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            noted_by=self.user,
            **self.holding(),
        )

    def holding(self) -> dict:
        return {"epm": self.cleaned_data["holder"]}


class PersonAccreditationForm(AccreditationForm):
    """Accreditation of a person."""

    holder = PersonField(
        label="Personne",
        help_text="Elle pourra valider dans les centres agréés où elle travaille, et là seulement.",
        error_messages={"required": "Choisissez un membre."},
    )

    def limit_holders(self) -> None:
        self.fields["holder"].members = Member.objects.visible_to(self.user)

    def holding(self) -> dict:
        return {"member": self.cleaned_data["holder"]}


class AccreditationEndForm(forms.Form):
    """Last day of an accreditation, and the reason."""

    last_day = forms.DateField(
        label="Dernier jour",
        widget=DAY,
        initial=timezone.localdate,
        help_text="Compris. Ce qui a été validé jusque-là reste validé.",
    )
    reason = forms.CharField(
        label="Pourquoi",
        max_length=200,
        help_text="Par exemple\u00a0: changement de poste, décision du recteur du 4 mai 2026.",
        error_messages={"required": "Dites pourquoi cela s’arrête."},
    )

    def save(self, *, accreditation: Accreditation, user: Member) -> Accreditation:
        return withdraw_accreditation(accreditation=accreditation, withdrawn_by=user, **self.cleaned_data)


NO_HEALTH = "Ni santé, ni situation sociale, ni opinion\u00a0: la personne peut le lire."


class FactsField(forms.ModelMultipleChoiceField):
    """Two facts of one skill, seen on two days."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, fact: Evidence) -> str:
        noted = f", noté le {day_in_full(fact.noted_later_on)}" if fact.noted_later_on else ""
        return f"{day_in_full(fact.observed_on)}\u00a0: {fact.full_text}, {fact.how.lower()}{noted}"

    def clean(self, value) -> list[Evidence]:
        facts = list(super().clean(value))
        if len(facts) != 2:
            raise forms.ValidationError(f"Cochez deux faits, pas {'plus' if len(facts) > 2 else 'moins'}.")
        if facts[0].observed_on == facts[1].observed_on:
            raise forms.ValidationError("Ces deux faits sont du même jour\u00a0: choisissez deux dates.")
        return facts


class CentreChoice(forms.ModelChoiceField):
    def label_from_instance(self, centre: EPM) -> str:
        return f"{centre.name} ({counted(centre.evaluators, 'personne habilitée')})"


class ProposalForm(SensitiveWordsForm):
    """Proposal of skills to one centre, the nearest preselected. One field for the facts of each skill."""

    checked_fields = ("note",)

    centre = CentreChoice(
        label="Centre qui évalue",
        queryset=EPM.objects.none(),
        empty_label="Choisissez un centre agréé",
        help_text=(
            "Dans un autre lieu que le vôtre, la personne habilitée lit cette compétence et ses preuves, rien d’autre "
            "du livret. Dites-le à la personne."
        ),
        error_messages={
            "required": "Choisissez un centre agréé.",
            "invalid_choice": "Ce lieu n’est pas un centre agréé où quelqu’un peut décider.",
        },
    )
    note = forms.CharField(label="Un mot à la personne qui valide", max_length=300, required=False, help_text=NO_HEALTH)

    def __init__(self, *args, record: Record, skills: Sequence[Skill], user: Member, **kwargs) -> None:
        self.record, self.skills, self.user = record, skills, user
        centres = centres_with_evaluators(
            record.framework_id, timezone.localdate(), excluded_ids={user.pk, record.learner.member_id}
        )
        self.centre_count = len(centres)
        super().__init__(*args, initial={"centre": self._nearest(centres)}, **kwargs)
        self.fields["centre"].queryset = centres
        for skill in skills:
            facts = record.evidence.facts().filter(skill=skill)
            self.fields[facts_field_name(skill)] = FactsField(
                label=f"«\u00a0{skill.title}\u00a0»\u00a0: sur quels faits\u00a0?",
                help_text="Deux, vus à deux dates. Tous les autres se lisent aussi.",
                queryset=facts,
                initial=latest_on_two_days(facts),
                error_messages={
                    "required": "Cochez deux faits.",
                    "invalid_choice": "Choisissez des faits de cette compétence.",
                    "invalid_pk_value": "Choisissez des faits de cette compétence.",
                },
            )
        self.order_fields([facts_field_name(skill) for skill in skills])

    def _nearest(self, centres) -> int | None:
        """Return the key of the learner's EPM, of one where the proposer works, or of the only centre."""
        centre_ids = [centre.pk for centre in centres]
        preferred_ids = [self.record.learner.epm_id, *sorted(self.user.epm_ids)]
        only_id = centre_ids[0] if len(centre_ids) == 1 else None
        return next((key for key in preferred_ids if key in centre_ids), only_id)

    def save(self) -> list[Proposal]:
        data = self.cleaned_data
        facts = {skill: data[facts_field_name(skill)] for skill in self.skills}
        return propose_all(
            record=self.record, facts=facts, centre=data["centre"], note=data["note"], proposed_by=self.user
        )


def facts_field_name(skill: Skill) -> str:
    return f"facts-{skill.pk}"


def latest_on_two_days(facts: Iterable[Evidence]) -> list[int]:
    """Return the keys of the latest fact of each of the last two days; `facts` come the latest first."""
    key_by_day: dict = {}
    for fact in facts:
        key_by_day.setdefault(fact.observed_on, fact.pk)
    return list(key_by_day.values())[:2]


class ReturnForm(SensitiveWordsForm):
    """Reason to return a proposal, for colleagues, and what the learner reads."""

    checked_fields = ("reason", "words_to_learner")
    reason = forms.CharField(
        label="À vos collègues\u00a0: ce qu’il reste à montrer",
        max_length=300,
        help_text=f"Qui suit la personne le lit\u00a0; elle-même, dans la copie de ses données. {NO_HEALTH}",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Dites pourquoi la compétence est à reprendre.",
            "max_length": "300 caractères au plus.",
        },
    )
    words_to_learner = forms.CharField(
        label="À la personne\u00a0: ce qu’elle lit sur sa page",
        max_length=300,
        required=False,
        help_text="Une phrase courte, en «\u00a0vous\u00a0». Vide\u00a0: la page lui dit de vous demander.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "300 caractères au plus."},
    )

    def save(self, *, proposal: Proposal, decided_by: Member):
        return return_proposal(proposal=proposal, decided_by=decided_by, **self.cleaned_data)


class BatchValidationForm(forms.Form):
    """Several proposals of one learner, ticked after reading their evidence."""

    proposals = forms.ModelMultipleChoiceField(
        label="Compétences à valider",
        queryset=Proposal.objects.none(),
        error_messages={
            "required": "Cochez au moins une compétence.",
            "invalid_choice": "Une des compétences cochées n’attend plus votre décision.",
        },
    )

    def __init__(self, *args, proposals, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposals"].queryset = proposals

    def save(self, *, decided_by: Member) -> list:
        return validate_all(proposals=list(self.cleaned_data["proposals"]), decided_by=decided_by)
