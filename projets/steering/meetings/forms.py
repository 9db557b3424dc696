"""Forms of a meeting and of its agenda."""

from collections.abc import Mapping, Sequence

from django import forms

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.projects.days import day_field
from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models import Project
from projets.steering.committee.models import HOLDER_LENGTH, Mandate
from projets.steering.enums import SteeringPresence
from projets.steering.meetings.models.agenda import TITLE_LENGTH, WORDS_LENGTH, SteeringItem
from projets.steering.meetings.models.meeting import PLACE_LENGTH, REASON_LENGTH, SteeringAttendance, SteeringMeeting
from projets.steering.meetings.services.agenda import save_item
from projets.steering.meetings.services.meetings import cancel_meeting, note_attendance, save_meeting
from reseau.people.members.models.member import Member
from reseau.texts.french_order import Folded
from ressources.files.forms import AttachmentForm

# Forms of a meeting: when and where, why it is cancelled, who attended.
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


# Forms of the agenda of a meeting: an item, a paper joined to it.
OVER = (ProjectState.CLOSED, ProjectState.SET_ASIDE)


class SteeringItemForm(forms.Form):
    title = forms.CharField(
        label="Point", max_length=TITLE_LENGTH, error_messages={"required": "Écrivez de quoi il s’agit."}
    )
    words = forms.CharField(
        label="Ce qu’il faut savoir, ou décider",
        max_length=WORDS_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    project = forms.ModelChoiceField(
        label="Projet", queryset=Project.objects.none(), required=False, empty_label="Aucun en particulier"
    )
    chantier = forms.ModelChoiceField(
        label="Chantier", queryset=Chantier.objects.all(), required=False, empty_label="Aucun en particulier"
    )

    def __init__(self, *args, item: SteeringItem | None = None, **kwargs) -> None:
        names = ("title", "words", "project", "chantier")
        shown = {name: getattr(item, name) for name in names} if item else {}
        super().__init__(*args, **kwargs | {"initial": shown})
        self.item = item
        alive = Project.objects.exclude(state__in=OVER)
        if item and item.project_id:
            alive = alive | Project.objects.filter(pk=item.project_id)
        self.fields["project"].queryset = alive.order_by(Folded("title"), "pk")

    def save(self, *, meeting: SteeringMeeting) -> SteeringItem:
        return save_item(meeting=meeting, item=self.item, **self.cleaned_data)


class SteeringPaperForm(AttachmentForm):
    """The upload form. `services.agenda.attach_paper` checks the content of the file."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "name"
        ].help_text = "Ce que chacun lira\u00a0: «\u00a0Budget prévu\u00a0». Sans rien, le nom du fichier."
