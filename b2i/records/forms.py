"""What a learner says of herself, skill by skill."""

from django import forms

from b2i.frameworks.models.framework import Skill
from b2i.records.enums import SelfPosition


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
