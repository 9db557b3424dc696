"""Formset of the half-days of a session: one row each; empty rows are ignored."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from formation.enums import DayPart
from formation.sessions.half_day_rules import DEFAULT_HOURS, Slot, check_order, check_slot

MAX_ROWS = 20


def time_field(label: str) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))


class HalfDayForm(forms.Form):
    """A half-day. Empty hours get the usual ones of the part of the day; a date in `kept_dates` may be past."""

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
        """A row counts once a date or an hour is typed, since the part of the day always has a value."""
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
        """Return whether the row is empty, or marked for removal."""
        return not self.has_changed() or self.cleaned_data.get("DELETE", False)


class BaseHalfDayFormSet(forms.BaseFormSet):
    """`rows`: initial rows; `closed_slots`: half-days of the session that no longer change."""

    def __init__(
        self, *args, rows: Sequence[dict] = (), closed_slots: Sequence[Slot] = (), kept_dates=frozenset(), **kwargs
    ):
        self.rows, self.closed_slots, self.kept_dates = rows, closed_slots, kept_dates
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
        """Check the rules between rows; rules within a row are checked by its form."""
        if not any(self.errors):
            check_order([*self.slots, *self.closed_slots])

    @property
    def slots(self) -> list[Slot]:
        """Half-days of the form, once it is valid."""
        return [form.slot for form in self.forms if not form.is_set_aside]


HalfDayFormSet = forms.formset_factory(
    HalfDayForm, formset=BaseHalfDayFormSet, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS + 1, can_delete=True
)


USUAL_ROWS = 2


def empty_rows(number: int) -> list[dict]:
    """Return rows to fill in: morning, afternoon, morning…"""
    parts = [DayPart.MORNING, DayPart.AFTERNOON]
    return [{"part": parts[index % 2]} for index in range(number)]


def filled_rows(slots: Sequence[Slot]) -> list[dict]:
    return [{"date": slot.date, "part": slot.part, "start": slot.start, "end": slot.end} for slot in sorted(slots)]


def raw_rows(data, prefix: str) -> list[dict]:
    """Return the submitted rows, unchecked, for a form that is shown again with one more row."""
    count = data.get(f"{prefix}-TOTAL_FORMS", "0")
    number = min(int(count), MAX_ROWS) if count.isascii() and count.isdigit() else 0
    names = ("date", "part", "start", "end", "DELETE")
    return [{name: data.get(f"{prefix}-{row}-{name}", "") for name in names} for row in range(number)]
