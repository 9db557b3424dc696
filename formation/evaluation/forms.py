"""One minute about a session: four sentences to agree with or not, words for who has some. Made for a phone."""

from django import forms

from formation.enums import Agreement, Moment, Reuse
from formation.evaluation.models import WORDS_LENGTH
from formation.evaluation.questions import NO_NAMES, QUESTIONNAIRES, REUSE


class EvaluationForm(forms.Form):
    """`has_run`: she has noted such a workshop since, so that the answer is there already."""

    def __init__(self, *args, moment: Moment, has_run: int = 0, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        questionnaire = QUESTIONNAIRES[moment]
        if questionnaire.asks_reuse:
            self.fields[REUSE.name] = one_of(REUSE.words, Reuse.choices, _noted(has_run))
        for question in questionnaire.sentences:
            self.fields[question.name] = one_of(question.words, Agreement.choices, coerce=int)
        for question in questionnaire.words:
            self.fields[question.name] = forms.CharField(
                label=question.words,
                max_length=WORDS_LENGTH,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=NO_NAMES,
            )


def one_of(label: str, choices, initial=None, coerce=str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=coerce,
        initial=initial,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une réponse."},
    )


def _noted(times: int) -> Reuse | None:
    if not times:
        return None
    return Reuse.ONCE if times == 1 else Reuse.OFTEN
