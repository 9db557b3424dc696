"""The attendance sheet of a half-day: one box for each person who has a place."""

from django import forms

from formation.models import Enrolment, HalfDay


class PresenceField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, enrolment: Enrolment) -> str:
        return enrolment.member.get_full_name()


class AttendanceForm(forms.Form):
    presences = PresenceField(
        label="Qui était là\u00a0?",
        queryset=Enrolment.objects.none(),
        required=False,
        help_text="Cochez les personnes présentes. Les autres seront notées absentes.",
    )

    def __init__(self, *args, half_day: HalfDay, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        enrolled = half_day.session.enrolments.confirmed().select_related("member").order_by("member__search_name")
        self.fields["presences"].queryset = enrolled
