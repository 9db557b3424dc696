"""Forms of a télécentre: its week, and its seats one by one."""

from django import forms

from accueil.telework.enums import SeatFeature
from accueil.telework.seats.models import ADVICE_LENGTH, LEAST_NOTICE, MOST_NOTICE, NAME_LENGTH, Seat, Telecentre
from accueil.telework.seats.services import save_seat, save_telecentre
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.places.opening_hours.weekdays_field import WeekdaysField

FIELDS = ("mornings", "afternoons", "advice", "notice_days", "is_open")


class TelecentreForm(forms.Form):
    """`telecentre`: the one of the place, or None before its first day."""

    mornings = WeekdaysField(label="Matins ouverts")
    afternoons = WeekdaysField(label="Après-midis ouverts")
    advice = forms.CharField(
        label="Pour venir",
        max_length=ADVICE_LENGTH,
        required=False,
        help_text="Le public le lit\u00a0: l’entrée, le prix, qui appeler pour une première fois.",
        widget=forms.Textarea({"rows": 3}),
    )
    notice_days = forms.IntegerField(
        label="Jours pour confirmer",
        min_value=LEAST_NOTICE,
        max_value=MOST_NOTICE,
        initial=2,
        help_text="Un poste réservé chaque semaine se confirme tant de jours avant, ou se libère.",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Écrivez un nombre de jours\u00a0: 2.",
            "invalid": "Écrivez un nombre de jours\u00a0: 2.",
            "min_value": f"Laissez au moins {LEAST_NOTICE} jour.",
            "max_value": f"Laissez {MOST_NOTICE} jours au plus.",
        },
    )
    is_open = forms.BooleanField(
        label="Ouvert au public",
        required=False,
        initial=True,
        help_text="Décoché, la page disparaît et plus rien ne se réserve.",
    )

    def __init__(self, *args, epm: EPM, telecentre: Telecentre | None = None, **kwargs) -> None:
        shown = {name: getattr(telecentre, name) for name in FIELDS} if telecentre else {}
        super().__init__(*args, **kwargs | {"initial": shown})
        self.epm, self.telecentre = epm, telecentre

    def save(self, *, by: Member) -> Telecentre:
        data = {name: self.cleaned_data[name] for name in FIELDS}
        return save_telecentre(epm=self.epm, telecentre=self.telecentre, by=by, **data)


class SeatForm(forms.Form):
    name = forms.CharField(
        label="Nom du poste",
        max_length=NAME_LENGTH,
        help_text="Comme on le montre à qui arrive\u00a0: Fenêtre, Poste 2.",
        error_messages={"required": "Donnez un nom à ce poste."},
    )
    equipment = forms.MultipleChoiceField(
        label="Ce qu’on y trouve",
        choices=SeatFeature.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_in_use = forms.BooleanField(label="En service", required=False, initial=True)

    def __init__(self, *args, telecentre: Telecentre, seat: Seat | None = None, **kwargs) -> None:
        names = ("name", "equipment", "is_in_use")
        shown = {name: getattr(seat, name) for name in names} if seat else {}
        super().__init__(*args, **kwargs | {"initial": shown})
        self.telecentre, self.seat = telecentre, seat
        if seat is None:
            del self.fields["is_in_use"]

    def save(self) -> Seat:
        data = {"is_in_use": True} | self.cleaned_data
        return save_seat(telecentre=self.telecentre, seat=self.seat, **data)
