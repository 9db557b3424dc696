"""Form of a ride: seats offered or wanted, and the contacts to show once both people have accepted."""

from django import forms

from formation.sessions.carpool.models import MOST_SEATS, Ride
from formation.sessions.carpool.services import share_ride
from formation.sessions.enums import RideKind
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member
from reseau.web.refusals import refusals_in


class RideForm(forms.Form):
    kind = forms.ChoiceField(
        label="Pour cette session",
        choices=RideKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si vous emmenez quelqu’un ou si vous cherchez une place."},
    )
    seats = forms.IntegerField(
        label="Places libres dans ma voiture",
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        help_text="Si vous emmenez quelqu’un.",
        error_messages={
            "invalid": "Écrivez un nombre.",
            "min_value": "Il faut au moins une place.",
            "max_value": f"{MOST_SEATS}\u00a0places au plus.",
        },
    )
    contacts = forms.MultipleChoiceField(
        label="Une fois que nous serons d’accord, montrer",
        widget=forms.CheckboxSelectMultiple,
        help_text="À la personne avec qui vous êtes d’accord, et à elle seule.",
        error_messages={"required": "Choisissez au moins un moyen de vous joindre."},
    )

    def __init__(self, *args, session: Session, member: Member, ride: Ride | None, **kwargs) -> None:
        self.session, self.member = session, member
        super().__init__(*args, initial=initial_of(ride), **kwargs)
        choices = [("email", "mon adresse électronique", member.email), ("phone", "mon téléphone", member.phone)]
        self.fields["contacts"].choices = [
            (name, f"{label} ({address})") for name, label, address in choices if address
        ]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("kind") == RideKind.OFFER and not data.get("seats") and "seats" not in self.errors:
            self.add_error("seats", "Dites combien de places vous avez.")
        return data

    def save(self) -> Ride | None:
        """Return the ride, or None if the service refuses; its message is then among the errors of the form."""
        data = self.cleaned_data
        with refusals_in(self):
            return share_ride(
                session=self.session,
                member=self.member,
                kind=RideKind(data["kind"]),
                seats=data["seats"] or 0,
                shows_email="email" in data["contacts"],
                shows_phone="phone" in data["contacts"],
            )
        return None


def initial_of(ride: Ride | None) -> dict:
    if ride is None:
        return {"contacts": ["email"]}
    contacts = [("email", ride.shows_email), ("phone", ride.shows_phone)]
    return {
        "kind": ride.kind,
        "seats": ride.seats or None,
        "contacts": [name for name, is_shown in contacts if is_shown],
    }
