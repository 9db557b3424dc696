"""Forms of a meeting: when and where, why it is cancelled, who attended."""

from collections.abc import Mapping, Sequence

from django import forms

from projets.portfolio.projects.days import day_field
from projets.steering.committee.models import HOLDER_LENGTH, Mandate
from projets.steering.meetings.enums import SteeringPresence
from projets.steering.meetings.models.meeting import PLACE_LENGTH, REASON_LENGTH, SteeringAttendance, SteeringMeeting
from projets.steering.meetings.services.meetings import cancel_meeting, note_attendance, save_meeting
from reseau.people.members.models.member import Member

NOT_NOTED = ("", "Pas encore noté")


def _time_field(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": "Écrivez une heure.", "invalid": "Écrivez l’heure comme dans 09:30."},
    )


class SteeringMeetingForm(forms.Form):
    date = day_field("Jour", required=True)
    start = _time_field("Début")
    end = _time_field("Fin")
    place = forms.CharField(
        label="Lieu", max_length=PLACE_LENGTH, error_messages={"required": "Dites où elle se tient."}
    )

    def __init__(self, *args, meeting: SteeringMeeting | None = None, **kwargs) -> None:
        shown = {name: getattr(meeting, name) for name in ("date", "start", "end", "place")} if meeting else {}
        super().__init__(*args, **kwargs | {"initial": shown})
        self.meeting = meeting

    def save(self, *, by: Member) -> SteeringMeeting:
        return save_meeting(meeting=self.meeting, by=by, **self.cleaned_data)


class SteeringCancelForm(forms.Form):
    reason = forms.CharField(
        label="Pourquoi",
        max_length=REASON_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Dites pourquoi\u00a0: les personnes convoquées le liront."},
    )

    def save(self, *, meeting: SteeringMeeting, by: Member) -> SteeringMeeting:
        return cancel_meeting(meeting=meeting, by=by, **self.cleaned_data)


class SteeringAttendanceForm(forms.Form):
    """Two fields for each position: whether its holder came, and who represented them."""

    def __init__(self, *args, mandates: Sequence[Mandate], noted: Mapping[int, SteeringAttendance], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.mandates = mandates
        for mandate in mandates:
            row = noted.get(mandate.pk)
            self.fields[f"presence_{mandate.pk}"] = forms.ChoiceField(
                label=str(mandate),
                choices=[NOT_NOTED, *SteeringPresence.choices],
                required=False,
                initial=row.presence if row else "",
            )
            self.fields[f"stand_in_{mandate.pk}"] = forms.CharField(
                label=f"{mandate.position}, représenté par",
                max_length=HOLDER_LENGTH,
                required=False,
                initial=row.stand_in if row else "",
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"presence_{each.pk}"], self[f"stand_in_{each.pk}"]) for each in self.mandates]

    def save(self, *, meeting: SteeringMeeting) -> None:
        typed = self.cleaned_data
        presences = {each.pk: (typed[f"presence_{each.pk}"], typed[f"stand_in_{each.pk}"]) for each in self.mandates}
        note_attendance(meeting=meeting, presences=presences)
