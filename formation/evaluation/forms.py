"""Form of an evaluation: sentences to rate and optional comments, in one minute, on a phone."""

from django import forms

from formation.evaluation.enums import Agreement, Moment, Reuse
from formation.evaluation.models import WORDS_LENGTH
from formation.evaluation.questionnaires import NO_NAMES, QUESTIONNAIRES, REUSE


class EvaluationForm(forms.Form):
    """Questions of a moment. `has_run`: number of workshops that the participant recorded since, which prefills the
    answer.
    """

    def __init__(self, *args, moment: Moment, has_run: int = 0, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        questionnaire = QUESTIONNAIRES[moment]
        if questionnaire.asks_reuse:
            self.fields[REUSE.name] = choice_field(REUSE.words, Reuse.choices, _reuse_so_far(has_run))
        for question in questionnaire.sentences:
            self.fields[question.name] = choice_field(question.words, Agreement.choices, coerce=int)
        for question in questionnaire.words:
            self.fields[question.name] = forms.CharField(
                label=question.words,
                max_length=WORDS_LENGTH,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=NO_NAMES,
            )


def choice_field(label: str, choices, initial=None, coerce=str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=coerce,
        initial=initial,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une réponse."},
    )


def _reuse_so_far(times: int) -> Reuse | None:
    if not times:
        return None
    return Reuse.ONCE if times == 1 else Reuse.OFTEN
