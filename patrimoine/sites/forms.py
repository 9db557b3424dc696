"""Forms of a heritage record: what it says, and what its reader answers."""

import re
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from formation.sessions.name_fields import CommuneField
from patrimoine.sites.enums import TEXT_LICENCES, HeritagePeriod, HeritageTheme, NamedPeople
from patrimoine.sites.models import LONGEST_STORY, HeritagePlace
from patrimoine.sites.services import save_heritage
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full
from ressources.workshops.deliveries.models.delivery import Delivery

NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
FIELDS = (
    "name",
    "position",
    "period",
    "theme",
    "summary",
    "story",
    "sources",
    "licence",
    "people",
    "agreement",
    "delivery",
)
# A record is written soon after its workshop: the list stays short.
RECENT = timedelta(days=60)


class PositionField(forms.CharField):
    """Latitude and longitude, as a map copies them: « 44.7791, 1.7242 »; None if empty."""

    def clean(self, value) -> tuple[float, float] | None:
        words = super().clean(value)
        if not words:
            return None
        numbers = [float(number.replace(",", ".")) for number in NUMBER.findall(words)]
        if len(numbers) != 2 or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
            raise ValidationError("Écrivez la latitude puis la longitude\u00a0: 44.7791, 1.7242.")
        return numbers[0], numbers[1]


class WorkshopField(forms.ModelChoiceField):
    def label_from_instance(self, delivery: Delivery) -> str:
        return f"{delivery.sheet.title}, {day_in_full(delivery.date, 'j F Y')}"


class HeritageForm(forms.Form):
    name = forms.CharField(
        label="Comment s’appelle ce lieu\u00a0?",
        max_length=120,
        help_text="Le nom que les gens d’ici lui donnent.",
        error_messages={"required": "Donnez un nom à ce lieu."},
    )
    commune = CommuneField(
        label="Dans quelle commune\u00a0?", max_length=80, error_messages={"required": "Écrivez le nom de la commune."}
    )
    position = PositionField(
        label="Où exactement",
        max_length=60,
        required=False,
        help_text="Latitude et longitude copiées d’une carte\u00a0: 44.7791, 1.7242. Sans elles, ce sera la mairie.",
    )
    theme = forms.ChoiceField(label="Thème", choices=HeritageTheme)
    period = forms.ChoiceField(label="Époque", choices=HeritagePeriod, initial=HeritagePeriod.UNDATED)
    summary = forms.CharField(
        label="En une phrase",
        max_length=240,
        required=False,
        help_text="Ce que l’on voit, ce qui s’y passe. La liste et la recherche montrent cette phrase.",
    )
    story = forms.CharField(
        label="Son histoire",
        max_length=LONGEST_STORY,
        required=False,
        widget=forms.Textarea({"rows": 10}),
        help_text="Comme vous la raconteriez sur place. Rien d’inventé\u00a0: ce que vos sources disent.",
    )
    sources = forms.CharField(
        label="D’où le savez-vous\u00a0?",
        max_length=2_000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Une source par ligne\u00a0: un livre et sa page, une page et son adresse, un entretien et sa date.",
    )
    licence = forms.ChoiceField(
        label="Sous quelle licence le texte paraît-il\u00a0?",
        choices=TEXT_LICENCES,
        required=False,
        widget=forms.RadioSelect,
    )
    people = forms.ChoiceField(
        label="Le texte nomme-t-il quelqu’un\u00a0?", choices=NamedPeople, required=False, widget=forms.RadioSelect
    )
    agreement = forms.CharField(
        label="L’accord des personnes nommées",
        max_length=300,
        required=False,
        help_text="Qui, depuis quand, où le papier est gardé. Seuls vous et vos relecteurs le lisez.",
    )

    delivery = WorkshopField(
        label="Née d’un atelier\u00a0?",
        queryset=Delivery.objects.none(),
        required=False,
        empty_label="Non",
        help_text="Un atelier que vous avez animé et noté\u00a0: la fiche dira lequel, sans nommer qui est venu.",
    )

    def __init__(self, *args, by: Member, place: HeritagePlace | None = None, **kwargs) -> None:
        initial = {}
        if place:
            initial = {name: getattr(place, name) for name in FIELDS} | {"commune": place.commune.name}
        super().__init__(*args, **kwargs | {"initial": initial})
        self.by, self.place = by, place
        recent = Q(member=by, date__gte=timezone.localdate() - RECENT)
        kept = Q(pk=place.delivery_id) if place and place.delivery_id else Q()
        self.fields["delivery"].queryset = Delivery.objects.filter(recent | kept).select_related("sheet", "epm")

    def save(self) -> HeritagePlace:
        return save_heritage(by=self.by, place=self.place, **self.cleaned_data)


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label="En quelques mots",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Dites pourquoi, en quelques mots."},
    )
