"""Forms of a slot: opened, changed, closed on a day."""

from django import forms

from accueil.visio.partners.models import Partner
from accueil.visio.rooms.models import VisioRoom
from accueil.visio.slots.models import OpeningSlot, SlotClosure
from accueil.visio.slots.services import change_slot, close_day, open_slot
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM

WRONG_DAY = "Écrivez le jour comme dans 31/12/2026."
WRONG_HOUR = "Écrivez l’heure comme dans 09:30."


def day_field(label: str, **options) -> forms.DateField:
    errors = {"required": "Choisissez un jour.", "invalid": WRONG_DAY}
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, error_messages=errors, **options)


def hour_field(label: str) -> forms.TimeField:
    errors = {"required": "Choisissez une heure.", "invalid": WRONG_HOUR}
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": "900"})
    return forms.TimeField(label=label, widget=widget, error_messages=errors)


def link_field() -> forms.URLField:
    return forms.URLField(
        label="Lien de l’appel",
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text="Celui que le partenaire donne, de n’importe quel service. Il s’affiche à l’heure du rendez-vous.",
    )


class SlotHoursForm(forms.Form):
    """What may change of a slot that is open."""

    begins = hour_field("De")
    ends = hour_field("À")
    last_day = day_field(
        "Jusqu’au", required=False, help_text="Vide\u00a0: jusqu’à nouvel ordre. Le premier jour\u00a0: une seule fois."
    )
    link = link_field()

    def __init__(self, *args, slot: OpeningSlot | None = None, **kwargs) -> None:
        shown = {name: getattr(slot, name) for name in ("begins", "ends", "last_day", "link")} if slot else {}
        super().__init__(*args, **kwargs | {"initial": shown})
        self.slot = slot

    def save(self) -> OpeningSlot:
        return change_slot(slot=self.slot, **self.cleaned_data)


class SlotForm(SlotHoursForm):
    """`epm`: the place whose rooms are offered. Each week on the weekday of the first day, or on that day alone."""

    partner = forms.ModelChoiceField(
        Partner.objects.open(),
        label="Partenaire",
        empty_label="Choisissez",
        error_messages={"required": "Choisissez un partenaire."},
    )
    room = forms.ModelChoiceField(
        VisioRoom.objects.none(),
        label="Pièce",
        empty_label="Choisissez",
        error_messages={"required": "Choisissez une pièce."},
    )
    first_day = day_field("À partir du", help_text="Chaque semaine, le même jour.")
    field_order = ("partner", "room", "first_day", "last_day", "begins", "ends", "link")

    def __init__(self, *args, epm: EPM, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = epm.visio_rooms.all()

    def save(self, *, by: Member) -> OpeningSlot:
        return open_slot(by=by, **self.cleaned_data)


class ClosureForm(forms.Form):
    day = day_field("Jour sans rendez-vous")

    def save(self, *, slot: OpeningSlot) -> SlotClosure:
        return close_day(slot=slot, day=self.cleaned_data["day"])
