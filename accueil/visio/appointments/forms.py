"""Forms of appointments: when, who comes, what became of it."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import suppress

from django import forms
from django.core.exceptions import ValidationError

from accueil.visio.appointments.availability import FreeDay
from accueil.visio.appointments.enums import OUTCOMES, AppointmentState, BookedBy
from accueil.visio.appointments.models import Appointment
from accueil.visio.appointments.services.bookings import BookedPerson, book, move
from accueil.visio.appointments.services.outcome import write_outcome
from accueil.visio.partners.models import InterviewMotive, PartnerService
from formation.sessions.name_fields import CommuneField
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full, hour_in_words
from ressources.workshops.open_workshops.forms import first_name_field, phone_field

PHONE_DIGITS = range(9, 16)
LONGEST_REAL = 240


class HoursSelect(forms.RadioSelect):
    """Hours by day, each as a button."""

    template_name = "accueil/visio/appointments/_hours.html"


class StartField(forms.CharField):
    """A free hour among those of a few days; cleans to a moment without time zone."""

    widget = HoursSelect

    def to_python(self, value) -> datetime.datetime | None:
        text = super().to_python(value)
        if not text:
            return None
        with suppress(ValueError):
            return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - hours of a place are local
        raise ValidationError("Choisissez une heure de la liste.")


def start_choices(days: Sequence[FreeDay]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each day with its free hours, as the choices of a field."""
    for free in days:
        hours = [(f"{free.day.isoformat()}T{time:%H:%M}", hour_in_words(time)) for time in free.times]
        yield day_in_full(free.day, "l j F").capitalize(), hours


class StartForm(forms.Form):
    start = StartField(label="Quand", error_messages={"required": "Choisissez une heure."})

    def __init__(self, *args, days: Sequence[FreeDay], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].widget.choices = list(start_choices(days))

    @property
    def moment(self) -> tuple[datetime.date, datetime.time]:
        start = self.cleaned_data["start"]
        return start.date(), start.time()


class AppointmentMoveForm(StartForm):
    def save(
        self, *, appointment: Appointment, through: BookedBy, epm: EPM | None = None, by: Member | None = None
    ) -> Appointment:
        """`epm`: the place to which it moves, its own by default."""
        day, begins = self.moment
        return move(appointment=appointment, day=day, begins=begins, epm=epm, through=through, by=by)


class VisioBookingForm(StartForm):
    """Who comes, for the team: neither an address nor a telephone is required."""

    motive = forms.ModelChoiceField(
        InterviewMotive.objects.filter(is_offered=True),
        label="Motif",
        empty_label="Choisissez",
        error_messages={"required": "Choisissez un motif de la liste."},
    )
    name = first_name_field("Camille B. Effacé un mois après le rendez-vous.")
    phone = phone_field("Pour prévenir si quelque chose change.")
    email = forms.EmailField(
        label="Adresse électronique",
        required=False,
        help_text="Sans adresse, le rappel s’imprime.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    commune = CommuneField(
        label="Commune",
        required=False,
        max_length=80,
        help_text="Pour compter les kilomètres évités, puis effacée.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if phone and sum(character.isdigit() for character in phone) not in PHONE_DIGITS:
            raise ValidationError("Écrivez tous les chiffres du numéro, par exemple 05 36 49 00 00.")
        return phone

    def save(
        self, *, epm: EPM, service: PartnerService, through: BookedBy = BookedBy.TEAM, by: Member | None = None
    ) -> Appointment:
        day, begins = self.moment
        data = self.cleaned_data
        person = BookedPerson(name=data["name"], phone=data["phone"], email=data["email"], commune=data["commune"])
        return book(
            epm=epm,
            service=service,
            motive=data["motive"],
            day=day,
            begins=begins,
            person=person,
            through=through,
            by=by,
        )


class InterviewOutcomeForm(forms.Form):
    """What became of an appointment: three words, a length, yes or no."""

    state = forms.ChoiceField(
        label="Ce qui s’est passé",
        choices=[(state.value, state.label) for state in OUTCOMES],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites ce qui s’est passé."},
    )
    real_minutes = forms.IntegerField(
        label="Durée en minutes",
        min_value=1,
        max_value=LONGEST_REAL,
        required=False,
        help_text="Si l’entretien a eu lieu.",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Écrivez un nombre de minutes\u00a0: 30.",
            "min_value": "Écrivez un nombre de minutes\u00a0: 30.",
            "max_value": f"Plus de {LONGEST_REAL} minutes\u00a0? Vérifiez ce nombre.",
        },
    )
    has_documents = forms.BooleanField(label="Des documents ont été échangés", required=False)

    def __init__(self, *args, appointment: Appointment, **kwargs) -> None:
        initial = {
            "state": "" if appointment.is_booked else appointment.state,
            "real_minutes": appointment.real_minutes or appointment.minutes,
            "has_documents": bool(appointment.has_documents),
        }
        super().__init__(*args, **kwargs | {"initial": initial})
        self.appointment = appointment

    def save(self, *, by: Member) -> Appointment:
        data = self.cleaned_data
        return write_outcome(
            appointment=self.appointment,
            state=AppointmentState(data["state"]),
            real_minutes=data["real_minutes"],
            has_documents=data["has_documents"],
            by=by,
        )


# The form by which people without account book: a way to reach them is required, a trap keeps robots out.
NO_WAY = "Laissez une adresse électronique ou un téléphone\u00a0: sans cela, personne ne peut vous prévenir."


class CitizenBookingForm(VisioBookingForm):
    # Hidden from people (`.trap`): robots fill every field.
    site = forms.CharField(label="Laissez cette case vide", required=False, max_length=200)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        for name, kind in (("name", "given-name"), ("phone", "tel"), ("email", "email")):
            self.fields[name].widget.attrs["autocomplete"] = kind
        self.fields["email"].help_text = "Vous y recevez le lien pour déplacer ou annuler."

    def clean_site(self) -> str:
        if self.cleaned_data["site"]:
            raise ValidationError("Cette case est un piège pour les robots\u00a0: videz-la, puis envoyez.")
        return ""

    def clean(self) -> dict:
        data = super().clean()
        if not (data.get("email") or data.get("phone") or {"email", "phone"} & set(self.errors)):
            self.add_error("email", NO_WAY)
        return data
