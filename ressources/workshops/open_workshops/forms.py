"""Forms of workshops open to all: the announcement, and who comes."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.places.opening_hours.holidays import holiday_of, school_holidays_of
from reseau.texts.wording import day_in_full
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.forms import NOT_OWN_EPM
from ressources.workshops.deliveries.models.delivery import LONGEST, MOST_PEOPLE, SHORTEST
from ressources.workshops.enums import Recurrence
from ressources.workshops.open_workshops.models.booking import NAME_LENGTH, Booking
from ressources.workshops.open_workshops.models.workshop import FARTHEST, OpenWorkshop
from ressources.workshops.open_workshops.recurrence import days_of

# A workshop announced to the public: a day, an hour, a rhythm; the rest follows the sheet.
ONCE = ""


def proposed_workshop(*, sheet: WorkshopPage, member: Member) -> OpenWorkshop:
    position = member.main_position
    return OpenWorkshop(
        sheet=sheet,
        epm=position.epm if position else None,
        minutes=sheet.duration or None,
        places=sheet.group_size,
        announced_by=member,
    )


class OpenWorkshopForm(forms.ModelForm):
    """A workshop. `epms`: those that the member may choose; the field is left out if there is one."""

    date = forms.DateField(
        label="Jour",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Dites quel jour.", "invalid": "Écrivez le jour comme dans 31/12/2026."},
    )
    start = forms.TimeField(
        label="Heure",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": "Dites à quelle heure.", "invalid": "Écrivez l’heure comme dans 14:30."},
    )
    epm = forms.ModelChoiceField(
        EPM.objects.none(),
        label="EPM",
        empty_label="Choisissez un EPM",
        error_messages={"required": NOT_OWN_EPM, "invalid_choice": NOT_OWN_EPM},
    )
    minutes = forms.IntegerField(
        label="Durée, en minutes",
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Dites combien de minutes cela durera.",
            "invalid": "Écrivez un nombre de minutes\u00a0: 90 pour une heure et demie.",
            "min_value": f"Un atelier dure au moins {SHORTEST}\u00a0minutes.",
            "max_value": f"Plus de {LONGEST // 60}\u00a0heures\u00a0? Écrivez la durée en minutes.",
        },
    )
    places = forms.IntegerField(
        label="Places",
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Dites combien de personnes peuvent venir.",
            "invalid": "Écrivez un nombre de places\u00a0: 8.",
            "min_value": "Il faut au moins une place.",
            "max_value": f"Plus de {MOST_PEOPLE} places\u00a0? Vérifiez ce nombre.",
        },
    )
    note = forms.CharField(
        label="Pour venir",
        max_length=200,
        required=False,
        help_text="Par exemple\u00a0: gratuit, sans inscription\u00a0; ou\u00a0: téléphonez avant de venir.",
        error_messages={"max_length": "Deux lignes suffisent\u00a0: 200 caractères au plus."},
    )

    class Meta:
        model = OpenWorkshop
        fields = ["date", "start", "epm", "minutes", "places", "note"]

    def __init__(self, data=None, *, workshop: OpenWorkshop, epms: QuerySet[EPM]) -> None:
        super().__init__(data, instance=workshop)
        self.fields["date"].widget.attrs["min"] = timezone.localdate().isoformat()
        if len(epms) == 1:
            del self.fields["epm"]
            workshop.epm = epms[0]
        else:
            self.fields["epm"].queryset = epms

    @property
    def values(self) -> dict:
        """What the fields of the workshop become."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.cleaned_data}


class AnnouncementForm(OpenWorkshopForm):
    """A workshop to announce, once or at a rhythm: its dates are then shown before they are announced."""

    rhythm = forms.ChoiceField(
        label="Il revient", choices=[(ONCE, "Une seule fois"), *Recurrence.choices], required=False
    )
    until = forms.DateField(
        label="Jusqu’au",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="S’il revient\u00a0: le dernier jour possible. Vous choisirez les dates ensuite.",
        error_messages={"invalid": "Écrivez le jour comme dans 31/12/2026."},
    )

    def clean(self) -> dict:
        data = super().clean()
        first, until = data.get("date"), data.get("until")
        if not data.get("rhythm") or first is None or "until" in self.errors:
            return data
        if until is None:
            self.add_error("until", "Dites jusqu’à quel jour il revient.")
        elif until <= first:
            self.add_error("until", "Le dernier jour vient après le premier.")
        elif until > timezone.localdate() + FARTHEST:
            self.add_error("until", "C’est dans plus d’un an\u00a0: choisissez un jour plus proche.")
        return data

    @property
    def days(self) -> list[date]:
        """The days on which the workshop comes back."""
        data = self.cleaned_data
        return days_of(data["date"], Recurrence(data["rhythm"]), data["until"])


class SeriesDaysForm(forms.Form):
    """The dates of a series, to keep or not: public holidays are shown and left out at first."""

    days = forms.MultipleChoiceField(
        label="Dates",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Gardez au moins une date.", "invalid_choice": "Gardez des dates de cette liste."},
    )

    def __init__(self, data=None, *, days: list[date]) -> None:
        super().__init__(data)
        self.fields["days"].choices = [(day.isoformat(), _day_words(day)) for day in days]
        self.fields["days"].initial = [day.isoformat() for day in days if not holiday_of(day)]

    @property
    def kept(self) -> list[date]:
        return [date.fromisoformat(day) for day in self.cleaned_data["days"]]


def _day_words(day: date) -> str:
    holiday, school = holiday_of(day), school_holidays_of(day)
    reason = f"férié, {holiday}" if holiday else school
    return "\u00a0: ".join(filter(None, (day_in_full(day).capitalize(), reason)))


# Fields about somebody without account: a first name and an initial, a telephone. Both are erased a month later.
PHONE_LENGTH = 20


def first_name_field(help_text: str, *, max_length: int = NAME_LENGTH) -> forms.CharField:
    return forms.CharField(
        label="Prénom et initiale",
        max_length=max_length,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Écrivez un prénom et une initiale\u00a0: Camille B.",
            "max_length": "Un prénom et une initiale suffisent.",
        },
    )


def phone_field(help_text: str) -> forms.CharField:
    """Return the field of a number that nobody has to give."""
    return forms.CharField(
        label="Téléphone",
        max_length=PHONE_LENGTH,
        required=False,
        help_text=help_text,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        error_messages={"max_length": "Un numéro de téléphone\u00a0: 05 36 49 00 00."},
    )


# Who comes to a workshop open to all: enrolled by a team, ticked by who runs it.
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
