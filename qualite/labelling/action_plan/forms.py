"""Form of an action: what, who, for which day, where it stands."""

from django import forms

from qualite.labelling.action_plan.models import PlannedAction
from qualite.labelling.enums import ActionState


class ActionForm(forms.Form):
    """`action`: the one to change; a new one has no state to choose."""

    text = forms.CharField(
        label="Ce que l’on va faire",
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Dites ce que l’on va faire."},
    )
    who = forms.CharField(
        label="Qui",
        max_length=100,
        help_text="Un prénom, la mairie, l’équipe…",
        error_messages={"required": "Dites qui."},
    )
    due_on = forms.DateField(
        label="Pour le",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Dites pour quel jour.", "invalid": "Écrivez le jour comme dans 31/12/2026."},
    )
    state = forms.ChoiceField(label="Où c’en est", choices=ActionState.choices, widget=forms.RadioSelect)

    def __init__(self, *args, action: PlannedAction | None = None, **kwargs) -> None:
        names = ("text", "who", "due_on", "state")
        initial = {name: getattr(action, name) for name in names} if action else None
        super().__init__(*args, **kwargs | {"initial": initial})
        if action is None:
            del self.fields["state"]
