"""Days that people type about projects: within a century that calendars can show."""

import datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

FIRST, LAST = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)
TOO_EARLY, TOO_LATE = "Écrivez un jour depuis 2000.", "Écrivez un jour avant 2101."
DAY_VALIDATORS = [MinValueValidator(FIRST, TOO_EARLY), MaxValueValidator(LAST, TOO_LATE)]


def day_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        validators=DAY_VALIDATORS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Choisissez un jour.", "invalid": "Écrivez le jour comme dans 31/12/2026."},
    )
