"""The answer to the yearly review: one choice for each person, none made in advance."""

from django import forms

from extranet.access.access_review.models import ReviewedTeam
from extranet.access.access_review.services import answer_review
from extranet.access.enums import Verdict
from reseau.people.members.models.member import Member


class ReviewForm(forms.Form):
    def __init__(self, *args, team: ReviewedTeam, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.team = team
        for position in team.live_positions():
            self.fields[f"position_{position.pk}"] = forms.ChoiceField(
                label=f"{position.member}\u00a0: {position}, {position.get_contract_display().lower()}",
                choices=Verdict.choices,
                widget=forms.RadioSelect,
                error_messages={"required": "Dites si cette personne est toujours là."},
            )

    def save(self, *, by: Member) -> None:
        verdicts = {int(name.removeprefix("position_")): Verdict(value) for name, value in self.cleaned_data.items()}
        answer_review(team=self.team, verdicts=verdicts, by=by)
