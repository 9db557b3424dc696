"""The form that closes a position: the last person of reference of an EPM says who is next."""

from django import forms

from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.members.referents import is_last_referent, successors_of
from reseau.members.services import close_position

TERRITORY = "territoire"


class ClosingForm(forms.Form):
    relay = forms.ChoiceField(
        label="Qui sera la personne référente de ce lieu\u00a0?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez qui prend le relais."},
    )

    def __init__(self, *args, position: Position, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.position = position
        if not is_last_referent(position):
            del self.fields["relay"]
            return
        self.successors = {str(each.pk): each for each in successors_of(position)}
        people = [(key, str(each.member)) for key, each in self.successors.items()]
        self.fields["relay"].choices = [*people, (TERRITORY, "L’animation du territoire prend le relais")]

    def save(self, *, by: Member) -> None:
        relay = self.cleaned_data.get("relay")
        successor = self.successors[relay] if relay and relay != TERRITORY else None
        close_position(position=self.position, by=by, successor=successor, territory_takes_over=relay == TERRITORY)
