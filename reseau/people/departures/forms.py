"""The form that closes a position: who takes over what it holds, and who is the next person of reference."""

from django import forms

from reseau.people.departures.responsibilities import heirs_of, held_by
from reseau.people.departures.services import leave
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.referents import successors_of

TERRITORY = "territoire"


class DepartureForm(forms.Form):
    relay = forms.ChoiceField(
        label="Qui sera la personne référente de ce lieu\u00a0?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez qui prend le relais."},
    )

    def __init__(self, *args, position: Position, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        team = list(successors_of(position))
        self.position, self.held, self.successors = position, held_by(position, team=team), {}
        if position.is_referent and position.is_live and team and not any(each.is_referent for each in team):
            self.successors = {str(each.pk): each for each in team}
            people = [(key, str(each.member)) for key, each in self.successors.items()]
            self.fields["relay"].choices = [*people, (TERRITORY, "L’animation du territoire prend le relais")]
        else:
            del self.fields["relay"]
        chosen = [held for held in self.held if held.is_chosen]
        heirs = heirs_of(position) if chosen else Member.objects.none()
        for held in chosen:
            self.fields[held.name] = forms.ModelChoiceField(
                label=f"{held.responsibility.label} ({held.count})",
                queryset=heirs,
                empty_label="Choisissez à qui cela passe",
                error_messages={"required": "Choisissez à qui cela passe."},
            )

    def save(self, *, by: Member) -> None:
        data = dict(self.cleaned_data)
        relay = data.pop("relay", None)
        leave(
            position=self.position,
            by=by,
            heirs=data,
            successor=self.successors.get(relay),
            territory_takes_over=relay == TERRITORY,
        )
