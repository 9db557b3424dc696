"""The yearly promise, as the coordinator writes it."""

from django import forms

from formation.planning.models.plan import DEFAULT_VOICES, AnnualPlan


class TargetForm(forms.ModelForm):
    class Meta:
        model = AnnualPlan
        fields = ["target", "budget", "enough_voices", "mileage_rate"]
        # A comma, as people write it.
        localized_fields = ["mileage_rate"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enough_voices"].required = False

    def clean_enough_voices(self) -> int:
        """Left empty: the usual number."""
        return self.cleaned_data["enough_voices"] or DEFAULT_VOICES
