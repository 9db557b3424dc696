"""Forms of bookings: a seat for somebody, the agreement of their employer, a seat that comes back under it."""

import datetime

from django import forms

from accueil.telework.bookings.models.agreement import EMPLOYER_LENGTH, NAME_LENGTH, TeleworkAgreement
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.bookings.services.bookings import book_seat
from accueil.telework.bookings.services.series import BookedSeries, book_series, record_agreement
from accueil.telework.seats.models import Seat, Telecentre
from formation.enums import DayPart
from formation.working_halves import PART_CHOICES, PARTS, WorkingHalf, halves_of
from reseau.people.members.models.member import Member
from ressources.workshops.enums import Recurrence
from ressources.workshops.open_workshops.forms import first_name_field, phone_field

WHOLE_DAY = "day"
MOMENTS = [*PART_CHOICES, (WHOLE_DAY, "matin et après-midi")]
WRONG_DAY = "Écrivez le jour comme dans 31/12/2026."


def day_field(label: str, **kwargs) -> forms.DateField:
    errors = {"required": "Choisissez un jour.", "invalid": WRONG_DAY}
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, error_messages=errors, **kwargs)


def name_field() -> forms.CharField:
    words = "Camille B.\u00a0: le nom de famille n’est pas gardé, le reste est effacé un mois après."
    return first_name_field(words, max_length=NAME_LENGTH)


def employer_field(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label="Employeur",
        max_length=EMPLOYER_LENGTH,
        required=required,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Écrivez le nom de l’employeur."},
    )


class SeatChoiceField(forms.ModelChoiceField):
    """A seat, with what it offers."""

    def __init__(self) -> None:
        super().__init__(
            label="Poste",
            queryset=Seat.objects.none(),
            empty_label="Choisissez un poste",
            error_messages={"required": "Choisissez un poste.", "invalid_choice": "Choisissez un poste de la liste."},
        )

    def label_from_instance(self, seat: Seat) -> str:
        return f"{seat} ({seat.features_words})" if seat.equipment else str(seat)


class SeatBookingForm(forms.Form):
    day = day_field("Jour")
    part = forms.ChoiceField(label="Moment", choices=MOMENTS)
    seat = SeatChoiceField()
    name = name_field()
    employer = employer_field(required=False)

    def __init__(self, *args, telecentre: Telecentre, day: datetime.date | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs | {"initial": {"day": day} if day else {}})
        self.fields["seat"].queryset = Seat.objects.in_use().filter(telecentre=telecentre)

    @property
    def halves(self) -> list[WorkingHalf]:
        day, part = self.cleaned_data["day"], self.cleaned_data["part"]
        return list(halves_of(day)) if part == WHOLE_DAY else [WorkingHalf.of(day, DayPart(part))]

    def save(self, *, by: Member) -> list[SeatBooking]:
        data = self.cleaned_data
        return book_seat(seat=data["seat"], halves=self.halves, name=data["name"], employer=data["employer"], by=by)


class TeleworkAgreementForm(forms.Form):
    """What the team saw of the agreement: who, of which employer, from when to when. No paper is kept."""

    name = name_field()
    employer = employer_field(required=True)
    phone = phone_field("Pour demander si la personne vient. Effacé un mois après la fin de l’accord.")
    starts_on = day_field("L’accord va du")
    ends_on = day_field("Au")

    def __init__(self, *args, telecentre: Telecentre, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.telecentre = telecentre

    def save(self, *, by: Member) -> TeleworkAgreement:
        return record_agreement(telecentre=self.telecentre, by=by, **self.cleaned_data)


class SeatSeriesForm(forms.Form):
    """A seat that comes back: its first date gives the weekday."""

    seat = SeatChoiceField()
    first = day_field("Premier jour")
    part = forms.ChoiceField(label="Moment", choices=MOMENTS)
    rhythm = forms.ChoiceField(label="Il revient", choices=Recurrence.choices)
    until = day_field("Jusqu’au")

    def __init__(self, *args, agreement: TeleworkAgreement, **kwargs) -> None:
        super().__init__(*args, **kwargs | {"initial": {"until": agreement.ends_on}})
        self.agreement = agreement
        self.fields["seat"].queryset = Seat.objects.in_use().filter(telecentre=agreement.telecentre_id)

    def save(self, *, by: Member) -> BookedSeries:
        data = self.cleaned_data
        return book_series(
            agreement=self.agreement,
            seat=data["seat"],
            rhythm=Recurrence(data["rhythm"]),
            first=data["first"],
            until=data["until"],
            parts=PARTS if data["part"] == WHOLE_DAY else [DayPart(data["part"])],
            by=by,
        )
