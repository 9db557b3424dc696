"""Form of self-positioning."""

from collections.abc import Sequence

from django import forms

from b2i.frameworks.models.can_do import CanDo
from b2i.frameworks.models.framework import Skill
from b2i.records.enums import SelfPosition


class LevelsForm(forms.Form):
    """Level of a learner on sentences and skills of one domain; every answer is optional.

    A skill without sentences is asked as a whole. So did all pages once: one that was left open still saves its answer.
    """

    def __init__(self, *args, skills: Sequence[Skill], can_dos: Sequence[CanDo] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {field_name(each): each for each in (*can_dos, *skills)}
        for name in self.asked:
            self.fields[name] = forms.ChoiceField(choices=SelfPosition.choices, required=False)

    @property
    def levels(self) -> dict[CanDo | Skill, SelfPosition]:
        """Given levels by sentence or skill."""
        return {self.asked[name]: SelfPosition(level) for name, level in self.cleaned_data.items() if level}


def field_name(asked: CanDo | Skill) -> str:
    """Name of the field, and value of `?question=` and `?note=`."""
    return f"{'phrase' if isinstance(asked, CanDo) else 'competence'}-{asked.pk}"
