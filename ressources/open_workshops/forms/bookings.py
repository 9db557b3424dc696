"""Who comes to a workshop open to all: enrolled by a team, ticked by who runs it."""

from django import forms

from ressources.deliveries.models.delivery import MOST_PEOPLE
from ressources.open_workshops.models.booking import NAME_LENGTH, Booking
from ressources.open_workshops.models.workshop import OpenWorkshop


class BookingForm(forms.Form):
    name = forms.CharField(
        label="Prénom et initiale",
        max_length=NAME_LENGTH,
        help_text="Par exemple\u00a0: Camille B. Effacé un mois après l’atelier.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Écrivez un prénom et une initiale\u00a0: Camille B.",
            "max_length": "Un prénom et une initiale suffisent.",
        },
    )
    phone = forms.CharField(
        label="Téléphone",
        max_length=20,
        required=False,
        help_text="Pour prévenir la personne si l’atelier change.",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        error_messages={"max_length": "Un numéro de téléphone\u00a0: 05 65 00 00 00."},
    )


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
