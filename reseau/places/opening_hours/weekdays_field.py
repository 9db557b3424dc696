"""The form field of days of the week."""

from django import forms

from reseau.enums import Weekday

# Volunteers who work during the week prefer Saturdays.
TRAINING_DAYS = [(day.value, day.label) for day in Weekday if day < Weekday.SUNDAY]


class WeekdaysField(forms.TypedMultipleChoiceField):
    """A box for each day; gives a sorted list of numbers, Monday being 0."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices=Weekday.choices, **kwargs) -> None:
        super().__init__(choices=choices, coerce=int, **{"required": False, **kwargs})
