"""The yearly promise, as the coordinator writes it."""

from django import forms

from formation.models import AnnualPlan


class TargetForm(forms.ModelForm):
    class Meta:
        model = AnnualPlan
        fields = ["target"]
