"""Form of self-positioning."""

from django import forms

from b2i.frameworks.models.framework import Skill
from b2i.records.enums import SelfPosition


class SkillLevelsForm(forms.Form):
    """Level of a learner on each skill of one domain; every answer is optional."""

    def __init__(self, *args, skills: list[Skill], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.skills = skills
        for skill in skills:
            self.fields[field_name(skill)] = forms.ChoiceField(choices=SelfPosition.choices, required=False)

    @property
    def levels(self) -> dict[Skill, SelfPosition]:
        """Given levels by skill."""
        answers = ((skill, self.cleaned_data[field_name(skill)]) for skill in self.skills)
        return {skill: SelfPosition(level) for skill, level in answers if level}


def field_name(skill: Skill) -> str:
    return f"competence-{skill.pk}"
