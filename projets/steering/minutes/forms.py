"""Forms of minutes: a text for each item, the meeting that approves them."""

from collections.abc import Sequence

from django import forms

from projets.steering.meetings.models.agenda import SteeringItem
from projets.steering.meetings.models.meeting import SteeringMeeting
from projets.steering.minutes.models import TEXT_LENGTH
from projets.steering.minutes.services import approve_minutes, save_minutes
from reseau.people.members.models.member import Member


class MinutesForm(forms.Form):
    def __init__(self, *args, items: Sequence[SteeringItem], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"text_{item.pk}"] = forms.CharField(
                label=f"{item.rank}. {item}",
                max_length=TEXT_LENGTH,
                required=False,
                initial=item.minutes_text,
                widget=forms.Textarea({"rows": 6}),
            )

    def save(self, *, meeting: SteeringMeeting, by: Member) -> None:
        texts = {item.pk: self.cleaned_data[f"text_{item.pk}"] for item in self.items}
        save_minutes(meeting=meeting, texts=texts, by=by)


class MinutesApprovalForm(forms.Form):
    approved_in = forms.ModelChoiceField(
        label="Séance qui les a approuvés",
        queryset=SteeringMeeting.objects.none(),
        error_messages={"required": "Choisissez la séance.", "invalid_choice": "Choisissez la séance."},
    )

    def __init__(self, *args, meeting: SteeringMeeting, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.fields["approved_in"].queryset = SteeringMeeting.objects.after(meeting).order_by("date", "start")

    def save(self) -> SteeringMeeting:
        return approve_minutes(meeting=self.meeting, **self.cleaned_data)
