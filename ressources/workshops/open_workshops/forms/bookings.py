"""Who comes to a workshop open to all: enrolled by a team, ticked by who runs it."""

from django import forms

from ressources.workshops.deliveries.models.delivery import MOST_PEOPLE
from ressources.workshops.open_workshops.forms.person_fields import first_name_field, phone_field
from ressources.workshops.open_workshops.models.booking import Booking
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop


class BookingForm(forms.Form):
    name = first_name_field("Par exemple\u00a0: Camille B. Effacé un mois après l’atelier.")
    phone = phone_field("Pour prévenir la personne si l’atelier change.")


class OutcomeForm(forms.Form):
    """Who came: those of the list, ticked at first, and others."""

    came = forms.ModelMultipleChoiceField(
        Booking.objects.none(), label="Venues", required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.IntegerField(
        label="Et sans inscription",
        min_value=0,
        max_value=MOST_PEOPLE,
        initial=0,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "data-stepper": "1"}),
        error_messages={
            "required": "Écrivez un nombre de personnes\u00a0: 0 s’il n’y en a pas.",
            "invalid": "Écrivez un nombre de personnes\u00a0: 2.",
            "min_value": "Écrivez 0 ou plus.",
            "max_value": f"Plus de {MOST_PEOPLE} personnes\u00a0? Vérifiez ce nombre.",
        },
    )

    def __init__(self, data=None, *, workshop: OpenWorkshop) -> None:
        super().__init__(data)
        bookings = Booking.objects.named().filter(workshop=workshop)
        self.fields["came"].queryset = bookings
        self.fields["came"].initial = bookings.seated()
