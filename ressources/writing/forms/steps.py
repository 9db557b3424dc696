"""The run sheet in the form of a workshop sheet: one row for each step; empty rows are left out."""

from django import forms
from django.forms import BaseFormSet, formset_factory

from ressources.sheets.content import MAX_STEPS, StepContent, unix_lines
from ressources.sheets.models.workshop import Step
from ressources.writing.forms.sheet import is_settled
from ressources.writing.forms.step_buttons import EMPTY_ROWS, MAX_ROWS, PREFIX

TOO_MANY = f"Un atelier a {MAX_STEPS} étapes au plus."
NEEDED_FOR_REVIEW = ("title", "minutes", "animator")


def step_field(name: str, **options) -> forms.Field:
    """Return the field of the model, so that lengths and limits are defined once."""
    return Step._meta.get_field(name).formfield(**options)


class StepForm(forms.Form):
    title = step_field("title", label="Titre de l’étape", error_messages={"required": "Donnez un titre à cette étape."})
    minutes = step_field(
        "minutes",
        label="Minutes",
        min_value=1,
        max_value=480,
        error_messages={"required": "Dites combien de minutes dure cette étape."},
    )
    animator = step_field(
        "animator",
        label="Ce que fait la personne qui anime",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Dites ce que fait la personne qui anime pendant cette étape."},
    )
    learners = step_field("learners", label="Ce que fait le groupe", widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, is_draft: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.is_draft = is_draft
        self.fields["minutes"].widget.attrs["inputmode"] = "numeric"

    def full_clean(self) -> None:
        """Require nothing in a draft; afterwards the labels still mark what the review needs."""
        for name in NEEDED_FOR_REVIEW:
            self.fields[name].required = not self.is_draft
        super().full_clean()
        for name in NEEDED_FOR_REVIEW:
            self.fields[name].required = True

    @property
    def is_settled(self) -> bool:
        """Whether the step lacks nothing and carries no remark, so that the page may fold it."""
        return all(is_settled(box, NEEDED_FOR_REVIEW) for box in self)

    @property
    def content(self) -> StepContent:
        return StepContent(**{name: unix_lines(value) for name, value in self.cleaned_data.items()})


class BaseStepFormSet(BaseFormSet):
    """The rows of steps, all extra ones: a row that was emptied, or removed from the page, is a step removed."""

    def initial_form_count(self) -> int:
        return 0

    def clean(self) -> None:
        if sum(form.has_changed() for form in self.forms) > MAX_STEPS:
            raise forms.ValidationError(TOO_MANY)

    def contents(self) -> tuple[StepContent, ...]:
        return tuple(form.content for form in self.forms if form.has_changed())


StepFormSet = formset_factory(
    StepForm, formset=BaseStepFormSet, extra=EMPTY_ROWS, max_num=MAX_ROWS, absolute_max=MAX_ROWS
)


def step_rows(*, data=None, steps: tuple[StepContent, ...] = (), is_draft: bool = False):
    """Return the rows posted in `data`, or those of `steps` with some empty ones."""
    options = {
        "prefix": PREFIX,
        "form_kwargs": {"is_draft": is_draft},
        "error_messages": {
            "too_many_forms": TOO_MANY,
            "missing_management_form": "Le déroulé n’est pas arrivé en entier. Vérifiez-le et recommencez.",
        },
    }
    if data is not None:
        return StepFormSet(data, **options)
    rows = StepFormSet(initial=[_initial(step) for step in steps], **options)
    rows.extra = min(len(steps) + (1 if steps else EMPTY_ROWS), MAX_ROWS)
    return rows


def _initial(step: StepContent) -> dict:
    return {"title": step.title, "minutes": step.minutes, "animator": step.animator, "learners": step.learners}
