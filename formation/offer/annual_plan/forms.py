"""Form of the yearly promise, for coordinators."""

from django import forms

from formation.offer.annual_plan.models import DEFAULT_VOICES, AnnualPlan


class TargetForm(forms.ModelForm):
    class Meta:
        model = AnnualPlan
        fields = ["target", "budget", "enough_voices", "mileage_rate"]
        # French decimals have a comma.
        localized_fields = ["mileage_rate"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enough_voices"].required = False

    def clean_enough_voices(self) -> int:
        """Replace an empty value with the default."""
        return self.cleaned_data["enough_voices"] or DEFAULT_VOICES
