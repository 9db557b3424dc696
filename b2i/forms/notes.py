"""What goes into a record: a line of evidence, where the learner says that she stands."""

from django import forms

from b2i.enums import EvidenceKind, SelfPosition
from b2i.models import Skill


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
