"""Form of a decision: outcome, period of the label, reason."""

from django import forms
from django.utils import timezone

from qualite.labelling.decisions.conditions import months_later
from qualite.labelling.decisions.models import FileDecision
from qualite.labelling.decisions.services import decide
from qualite.labelling.enums import LabelOutcome
from qualite.labelling.labels.models import REASON_LENGTH
from qualite.labelling.self_assessment.models.assessment import Assessment
from reseau.people.members.models.member import Member


def day_field(label: str, **options) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, **options)


class FileDecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Décision",
        choices=LabelOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une décision."},
    )
    starts_on = day_field("Label à partir du")
    ends_on = day_field(
        "Jusqu’au", help_text="Dernier jour compris. Ces deux dates ne servent que si le label est accordé."
    )
    reason = forms.CharField(
        label="Pourquoi",
        help_text="L’équipe le lit. Si le label n’est pas accordé, dites ce qu’il reste à faire.",
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, *args, assessment: Assessment, user: Member, **kwargs) -> None:
        today = timezone.localdate()
        end = months_later(today, assessment.charter.label_months)
        super().__init__(*args, **kwargs | {"initial": {"starts_on": today, "ends_on": end}})
        self.assessment, self.user = assessment, user

    def clean(self) -> dict:
        data = super().clean()
        outcome = data.get("outcome")
        if outcome == LabelOutcome.GRANTED:
            starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
            if starts_on and ends_on and ends_on <= starts_on:
                self.add_error("ends_on", "Le dernier jour du label vient après le premier.")
        elif outcome and not data.get("reason"):
            self.add_error("reason", "Dites pourquoi le label n’est pas accordé.")
        return data

    def save(self) -> FileDecision:
        data = self.cleaned_data | {"outcome": LabelOutcome(self.cleaned_data["outcome"])}
        return decide(assessment=self.assessment, by=self.user, **data)
