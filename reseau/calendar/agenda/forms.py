"""The form of a meeting: what, when, where, for whom."""

from django import forms
from django.utils import timezone

from reseau.calendar.agenda.enums import MeetingAudience
from reseau.calendar.agenda.models import Meeting
from reseau.permissions import watched_territories
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM

HOUR = {"invalid": "Écrivez l’heure comme dans 14:30."}


def time_field(label: str, required: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": required} | HOUR,
    )


class MeetingForm(forms.ModelForm):
    title = forms.CharField(
        label="Objet",
        max_length=120,
        error_messages={"required": "Dites de quoi il s’agit.", "max_length": "120 caractères au plus."},
    )
    date = forms.DateField(
        label="Jour",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Dites quel jour.", "invalid": "Écrivez le jour comme dans 31/12/2026."},
    )
    start = time_field("De", "Dites à quelle heure elle commence.")
    end = time_field("À", "Dites à quelle heure elle finit.")
    territory = forms.ModelChoiceField(
        Territory.objects.none(), label="Pour quel territoire", empty_label="Tout le réseau", required=False
    )
    audience = forms.ChoiceField(label="Qui la voit", choices=MeetingAudience.choices, widget=forms.RadioSelect)
    epm = forms.ModelChoiceField(EPM.objects.none(), label="EPM", empty_label="Ailleurs", required=False)
    elsewhere = forms.CharField(label="Autre lieu et son adresse", max_length=200, required=False)
    link = forms.URLField(
        label="Lien de la visioconférence",
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text="Lu par les membres du réseau seulement.",
        error_messages={"invalid": "Écrivez l’adresse entière, comme https://visio.example.org/salle."},
    )

    class Meta:
        model = Meeting
        fields = ["title", "date", "start", "end", "territory", "audience", "epm", "elsewhere", "link", "text"]
        widgets = {"text": forms.Textarea({"rows": 5})}
        labels = {"text": "Ce qu’il faut savoir"}
        error_messages = {"text": {"max_length": "Trois mille caractères suffisent."}}

    def __init__(self, data=None, *, meeting: Meeting, user) -> None:
        super().__init__(data, instance=meeting)
        self.fields["date"].widget.attrs["min"] = timezone.localdate().isoformat()
        # A territory that the meeting has already stays a choice, whoever changes the rest.
        own = watched_territories(user) | Territory.objects.filter(pk=meeting.territory_id)
        self.fields["territory"].queryset = own.distinct()
        self.fields["epm"].queryset = EPM.objects.open().order_by("search_name", "pk")
