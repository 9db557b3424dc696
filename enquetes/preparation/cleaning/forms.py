"""Forms of the cleaning pages: why something is done, and which responses are read."""

from django import forms

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.preparation.cleaning.responses import ResponseState


class CleaningReasonForm(forms.Form):
    reason = forms.CharField(
        label="Pourquoi",
        max_length=300,
        error_messages={"required": "Dites pourquoi."},
        help_text="Le journal le garde, avec votre nom et l’heure.",
    )


class ResponseFilterForm(forms.Form):
    """Which responses are listed; nothing chosen lists them all."""

    venue = forms.ChoiceField(label="Venues par", required=False)
    etat = forms.ChoiceField(label="État", choices=[("", "toutes"), *ResponseState.choices], required=False)

    def __init__(self, *args, campaign: Campaign, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"].choices = [("", "tous les moyens"), *((mode, Mode(mode).label) for mode in campaign.modes)]
