"""Form of the withdrawal of a label: the reason, and a box that says that one means it."""

from django import forms

from qualite.labelling.labels.models import REASON_LENGTH, LabelWithdrawal, QualityLabel
from qualite.labelling.labels.services import withdraw_label
from reseau.people.members.models.member import Member


class LabelWithdrawalForm(forms.Form):
    reason = forms.CharField(
        label="Pourquoi",
        help_text="L’équipe du lieu le lit. Le public lit seulement que le label est retiré, et depuis quel jour.",
        max_length=REASON_LENGTH,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Dites pourquoi le label est retiré."},
    )
    sure = forms.BooleanField(
        label="Ce label est retiré dès aujourd’hui, et ne se rend que par un nouveau dossier",
        error_messages={"required": "Cochez la case pour retirer le label."},
    )

    def save(self, *, label: QualityLabel, by: Member) -> LabelWithdrawal:
        return withdraw_label(label=label, by=by, reason=self.cleaned_data["reason"])
