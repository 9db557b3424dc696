"""The run sheet in the form of a workshop sheet: one row for each step; empty rows are left out."""

import re
from collections.abc import Sequence
from dataclasses import fields

from django import forms
from django.forms import BaseFormSet, formset_factory

from ressources.authoring.writing.forms.sheet import is_settled, textarea
from ressources.authoring.writing.forms.step_buttons import EMPTY_ROWS, MAX_ROWS, PREFIX
from ressources.authoring.writing.forms.uploads import PHOTO, PhotoForm
from ressources.files.models.picture import MARK_LENGTH, Picture
from ressources.files.services.upload_quota import MAX_PICTURES
from ressources.sheets.content import MAX_STEPS, StepContent, unix_lines
from ressources.sheets.models.workshop import Step

TOO_MANY = f"Un atelier a {MAX_STEPS} étapes au plus."
MARK = re.compile(f"[0-9a-f]{{{MARK_LENGTH}}}")
NEEDED_FOR_REVIEW = ("title", "minutes", "animator")


def step_field(name: str, **options) -> forms.Field:
    """Return the field of the model, so that lengths and limits are defined once."""
    return Step._meta.get_field(name).formfield(**options)


def marked_textarea(rows: int) -> forms.Textarea:
    """Return a box for a text with marks, whose help stands once above the steps (`_steps.html`)."""
    widget = textarea(rows)
    widget.attrs["aria-describedby"] = "marques"
    return widget


class MarksField(forms.MultipleChoiceField):
    """The marks of the pictures beside a step; those of a picture that is gone are kept, in case it comes back."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        return bool(MARK.fullmatch(value))

    def to_python(self, value) -> list[str]:
        return [mark for mark in dict.fromkeys(super().to_python(value)) if self.valid_value(mark)][:MAX_PICTURES]


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
        widget=marked_textarea(3),
        error_messages={"required": "Dites ce que fait la personne qui anime pendant cette étape."},
    )
    learners = step_field("learners", label="Ce que fait le groupe", widget=textarea(2))
    pictures = MarksField(label="Images de cette étape", required=False)

    def __init__(self, *args, is_draft: bool = False, pressed: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.is_draft = is_draft
        uploads = (self.data, self.files) if self.is_bound else (None, None)
        self.photo = PhotoForm(*uploads, prefix=f"{self.prefix}-{PHOTO}", pressed=pressed)
        self.shown_pictures: list[Picture] = []
        self.free_pictures: Sequence[Picture] = ()

    def full_clean(self) -> None:
        """Require nothing in a draft; afterwards the labels still mark what the review needs."""
        for name in NEEDED_FOR_REVIEW:
            self.fields[name].required = not self.is_draft
        super().full_clean()
        for name in NEEDED_FOR_REVIEW:
            self.fields[name].required = True
        # Labels hold their fields: only the summary of errors leads to one by its identifier.
        self.auto_id = "id_%s" if self._errors else False

    def is_valid(self) -> bool:
        is_photo_valid = not self.photo.is_asked or self.photo.is_valid()
        return super().is_valid() and is_photo_valid

    @property
    def is_settled(self) -> bool:
        """Whether the step lacks nothing and carries no remark, so that the page may fold it."""
        return not self.photo.is_open and all(is_settled(box, NEEDED_FOR_REVIEW) for box in self)

    @property
    def marks(self) -> list[str]:
        return self["pictures"].value() or []

    def show_pictures(self, pictures: Sequence[Picture], *, free_pictures: Sequence[Picture]) -> None:
        """Show those of the sheet that stand beside the step, and offer those that stand beside none."""
        by_mark = {picture.mark: picture for picture in pictures}
        self.shown_pictures = [by_mark[mark] for mark in self.marks if mark in by_mark]
        self.free_pictures = free_pictures

    @property
    def content(self) -> StepContent:
        texts = {name: unix_lines(value) for name, value in self.cleaned_data.items()}
        return StepContent(**texts | {"pictures": tuple(texts.get("pictures", ()))})


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


def step_rows(*, data=None, files=None, steps: tuple[StepContent, ...] = (), **form_kwargs):
    """Return the rows posted in `data`, or those of `steps`; some empty ones without any."""
    options = {
        "prefix": PREFIX,
        "form_kwargs": form_kwargs,
        "error_messages": {
            "too_many_forms": TOO_MANY,
            "missing_management_form": "Le déroulé n’est pas arrivé en entier. Vérifiez-le et recommencez.",
        },
    }
    if data is not None:
        return StepFormSet(data, files, **options)
    rows = StepFormSet(initial=[_initial(step) for step in steps], **options)
    rows.extra = min(len(steps) or EMPTY_ROWS, MAX_ROWS)
    return rows


def _initial(step: StepContent) -> dict:
    return {field.name: getattr(step, field.name) for field in fields(step)} | {"pictures": list(step.pictures)}
