"""The attendance sheet of a half-day: one box for each person who has a place."""

from django import forms

from formation.models import Enrolment, HalfDay


class AttendanceForm(forms.Form):
    presences = forms.ModelMultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label="Qui était là\u00a0?",
        queryset=Enrolment.objects.none(),
        help_text="Cochez les personnes présentes. Les autres seront notées absentes.",
        error_messages={"required": "Cochez les personnes présentes, ou «\u00a0Personne n’est venu\u00a0»."},
    )
    nobody = forms.BooleanField(label="Personne n’est venu", required=False)

    def __init__(self, *args, half_day: HalfDay, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        enrolments = half_day.session.enrolments.confirmed()
        self.enrolled = list(enrolments.select_related("member").order_by("member__search_name", "pk"))
        if self.enrolled:
            self.fields["presences"].queryset = enrolments
            self.fields["presences"].choices = [(one.pk, one.member.get_full_name()) for one in self.enrolled]
        else:
            self.fields.clear()

    def clean(self) -> dict:
        """Since closing is for good, an empty sheet must be meant."""
        cleaned = super().clean()
        if cleaned.get("nobody"):
            if cleaned.get("presences"):
                self.add_error("nobody", "Des personnes sont cochées comme présentes.")
            elif self.has_error("presences", "required"):
                del self.errors["presences"]
        return cleaned

    @property
    def present(self) -> list[Enrolment]:
        """Who was there, once the form is valid."""
        return list(self.cleaned_data.get("presences", ()))
