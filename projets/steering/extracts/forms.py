"""The form of a public extract: words for each item, a box for each decision."""

from collections.abc import Sequence

from django import forms

from projets.steering.extracts.models import WORDS_LENGTH
from projets.steering.extracts.services import publish_extract
from projets.steering.meetings.models.agenda import SteeringItem
from projets.steering.meetings.models.meeting import SteeringMeeting


class ExtractForm(forms.Form):
    """`items`: with their public words, and their decisions with whether each is public."""

    def __init__(self, *args, items: Sequence[SteeringItem], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"words_{item.pk}"] = forms.CharField(
                label=f"{item.rank}. {item}",
                max_length=WORDS_LENGTH,
                required=False,
                initial=item.public_item.words if hasattr(item, "public_item") else "",
                widget=forms.Textarea({"rows": 5}),
            )
            for decision in item.decisions.all():
                self.fields[f"decision_{decision.pk}"] = forms.BooleanField(
                    label=f"Décision\u00a0: {decision.text}",
                    required=False,
                    initial=hasattr(decision, "public_decision"),
                )

    def save(self, *, meeting: SteeringMeeting) -> None:
        typed = self.cleaned_data
        decisions = [each.pk for item in self.items for each in item.decisions.all() if typed[f"decision_{each.pk}"]]
        words = {item.pk: typed[f"words_{item.pk}"] for item in self.items}
        publish_extract(meeting=meeting, words=words, decisions=decisions)
