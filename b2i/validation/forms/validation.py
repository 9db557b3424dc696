"""Forms by which skills are proposed, validated and returned."""

from django import forms
from django.utils import timezone

from b2i.evidence.sensitive_words import RereadForm
from b2i.frameworks.models.framework import Skill
from b2i.records.models.record import Evidence, Record
from b2i.validation.evaluators import centres_with_evaluators
from b2i.validation.models.validation import Proposal
from b2i.validation.services.validation import give_back, propose, validate_together
from reseau.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.wording import day_in_full

NO_HEALTH = "Ni santé, ni situation sociale, ni opinion\u00a0: la personne peut le lire."


class EvidenceChoice(forms.ModelChoiceField):
    def label_from_instance(self, evidence: Evidence) -> str:
        return f"{evidence.text} ({evidence.get_kind_display().lower()}, {day_in_full(evidence.observed_on)})"


class CentreChoice(forms.ModelChoiceField):
    def label_from_instance(self, centre: EPM) -> str:
        number = centre.evaluators
        persons = "1\u00a0personne habilitée" if number == 1 else f"{number}\u00a0personnes habilitées"
        return f"{centre.name} ({persons})"


class ProposalForm(RereadForm):
    """The evidence is asked where there are several; the centre is that of the learner, where it is one."""

    reread = ("note",)

    evidence = EvidenceChoice(
        label="Sur quelle preuve\u00a0?",
        queryset=Evidence.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text="La personne habilitée les lit toutes\u00a0; choisissez la plus parlante.",
        error_messages={
            "required": "Choisissez une preuve.",
            "invalid_choice": "Choisissez une preuve de cette compétence.",
        },
    )
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

    def __init__(self, *args, record: Record, skill: Skill, user: Member, **kwargs) -> None:
        self.record, self.skill, self.user = record, skill, user
        evidence = list(record.evidence.standing().filter(skill=skill))
        centres = centres_with_evaluators(
            record.framework_id, timezone.localdate(), beside={user.pk, record.learner.member_id}
        )
        self.centre_count = len(centres)
        initial = {"evidence": evidence[0].pk if evidence else None, "centre": self._nearest(centres)}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["evidence"].queryset = record.evidence.standing().filter(skill=skill)
        self.fields["centre"].queryset = centres

    def _nearest(self, centres) -> int | None:
        """The EPM that follows the learner, or one where the proposer works, or the only one."""
        keys = [centre.pk for centre in centres]
        wanted = [self.record.learner.epm_id, *sorted(self.user.epm_ids)]
        return next((key for key in wanted if key in keys), keys[0] if len(keys) == 1 else None)

    def save(self) -> Proposal:
        return propose(record=self.record, skill=self.skill, proposed_by=self.user, **self.cleaned_data)


class ReturnForm(RereadForm):
    reread = ("reason",)
    reason = forms.CharField(
        label="Ce qu’il reste à montrer",
        max_length=300,
        help_text=f"La personne et son animateur le lisent. {NO_HEALTH}",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Dites pourquoi la compétence est à reprendre.",
            "max_length": "300 caractères au plus.",
        },
    )

    def save(self, *, proposal: Proposal, decided_by: Member):
        return give_back(proposal=proposal, decided_by=decided_by, **self.cleaned_data)


class TogetherForm(forms.Form):
    """Several proposals of one learner, ticked after their evidence was read."""

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
        return validate_together(proposals=list(self.cleaned_data["proposals"]), decided_by=decided_by)
