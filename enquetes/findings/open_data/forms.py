"""Form of what is published: one list a question, the weights, the rows of small groups."""

from typing import Any

from django import forms
from django.forms import BoundField

from enquetes.findings.open_data.choice import OfferedChoices, OpenChoice
from enquetes.findings.open_data.enums import Treatment

QUESTION = "q_"


class OpenDataForm(forms.Form):
    """A field for each question that may be published, then `poids` and `lignes`."""

    poids = forms.BooleanField(label="Joindre le poids de chaque réponse", required=False)
    lignes = forms.BooleanField(label="Supprimer les réponses des groupes trop petits", required=False)

    def __init__(self, *args, offered: OfferedChoices, choice: OpenChoice, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [question.code for question in offered.questions]
        own: dict[str, Any] = {
            QUESTION + question.code: forms.TypedChoiceField(
                label=f"{question.number}. {question.wording}",
                choices=[(each, each.label) for each in offered.treatments(question)],
                coerce=Treatment,
                initial=choice.of(question.code),
            )
            for question in offered.questions
        }
        self.fields = {**own, **self.fields}
        if offered.weighting is None:
            del self.fields["poids"]
        else:
            self.fields["poids"].initial = choice.has_weights
        self.fields["lignes"].initial = choice.suppresses

    @property
    def of_questions(self) -> list[BoundField]:
        return [self[QUESTION + code] for code in self.codes]

    @property
    def of_the_whole(self) -> list[BoundField]:
        return [self[name] for name in ("poids", "lignes") if name in self.fields]

    def choice(self) -> OpenChoice:
        """Return what a valid form chose."""
        given = self.cleaned_data
        treatments = {code: given[QUESTION + code] for code in self.codes}
        return OpenChoice(treatments, given.get("poids", False), given["lignes"])
