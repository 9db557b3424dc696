"""The half-days of a session as one types them: one row each, rows left empty are set aside."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from formation.enums import DayPart
from formation.sessions.half_day_data import DEFAULT_HOURS, Slot, check_order, check_slot

MAX_ROWS = 20


def time_field(label: str) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))


class HalfDayForm(forms.Form):
    """A row. Hours left empty are the usual ones of the part of the day; `kept_dates` may be past."""

    date = forms.DateField(
        label="Date",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Indiquez la date, ou videz la ligne."},
    )
    part = forms.ChoiceField(label="Moment", choices=DayPart.choices)
    start = time_field("De")
    end = time_field("À")

    def __init__(self, *args, kept_dates=frozenset(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.kept_dates = kept_dates

    def has_changed(self) -> bool:
        """A row counts once a day or an hour is typed; the part of the day is always filled in."""
        return not {"date", "start", "end"}.isdisjoint(self.changed_data)

    def clean_date(self):
        date = self.cleaned_data["date"]
        if date < timezone.localdate() and date not in self.kept_dates:
            raise ValidationError("Cette date est passée.")
        return date

    def clean(self) -> dict:
        cleaned = super().clean()
        if {"date", "part", "start", "end"} <= cleaned.keys():
            usual = DEFAULT_HOURS[cleaned["part"]]
            cleaned["start"], cleaned["end"] = cleaned["start"] or usual[0], cleaned["end"] or usual[1]
            check_slot(self.slot)
        return cleaned

    @property
    def slot(self) -> Slot:
        return Slot(**{name: self.cleaned_data[name] for name in ("date", "part", "start", "end")})

    @property
    def is_set_aside(self) -> bool:
        """Left empty, or ticked to be removed."""
        return not self.has_changed() or self.cleaned_data.get("DELETE", False)


class BaseHalfDayFormSet(forms.BaseFormSet):
    """`rows` are the initial rows; `closed` the half-days of the session that no longer change."""

    def __init__(self, *args, rows: Sequence[dict] = (), closed: Sequence[Slot] = (), kept_dates=frozenset(), **kwargs):
        self.rows, self.closed, self.kept_dates = rows, closed, kept_dates
        super().__init__(*args, **kwargs)

    def initial_form_count(self) -> int:
        return 0

    def total_form_count(self) -> int:
        if self.is_bound:
            return super().total_form_count()
        return min(len(self.rows), MAX_ROWS)

    def get_form_kwargs(self, index) -> dict:
        kwargs = super().get_form_kwargs(index) | {"kept_dates": self.kept_dates}
        if not self.is_bound and index is not None:
            kwargs["initial"] = self.rows[index]
        return kwargs

    def clean(self) -> None:
        """The rules between rows; those within a row have been said beside its fields."""
        if not any(self.errors):
            check_order([*self.slots, *self.closed])

    @property
    def slots(self) -> list[Slot]:
        """Half-days typed, once the form is valid."""
        return [form.slot for form in self.forms if not form.is_set_aside]


HalfDayFormSet = forms.formset_factory(
    HalfDayForm, formset=BaseHalfDayFormSet, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS + 1, can_delete=True
)


def empty_rows(number: int) -> list[dict]:
    """Rows to fill in: morning, afternoon, morning…"""
    parts = [DayPart.MORNING, DayPart.AFTERNOON]
    return [{"part": parts[index % 2]} for index in range(number)]


def filled_rows(slots: Sequence[Slot]) -> list[dict]:
    return [{"date": slot.date, "part": slot.part, "start": slot.start, "end": slot.end} for slot in sorted(slots)]


def typed_rows(data, prefix: str) -> list[dict]:
    """The rows of a form sent back only to get one more of them: as they were typed, right or wrong."""
    count = data.get(f"{prefix}-TOTAL_FORMS", "0")
    number = min(int(count), MAX_ROWS) if count.isascii() and count.isdigit() else 0
    names = ("date", "part", "start", "end", "DELETE")
    return [{name: data.get(f"{prefix}-{row}-{name}", "") for name in names} for row in range(number)]
