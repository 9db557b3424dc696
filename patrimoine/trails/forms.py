"""Forms of a trail: what it is, and one more place on it."""

from django import forms

from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import HeritageTrail, TrailStop
from patrimoine.trails.services import add_stop, save_trail
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory

FIELDS = ("name", "territory", "summary", "minutes", "advice")


class TrailForm(forms.Form):
    name = forms.CharField(
        label="Comment s’appelle ce circuit\u00a0?", max_length=120, error_messages={"required": "Donnez-lui un nom."}
    )
    territory = forms.ModelChoiceField(label="Territoire", queryset=Territory.objects.all(), empty_label=None)
    summary = forms.CharField(
        label="Ce qu’il fait voir, en une phrase",
        max_length=240,
        error_messages={"required": "Dites en une phrase ce que ce circuit fait voir."},
    )
    minutes = forms.IntegerField(
        label="Durée à pied, en minutes", min_value=10, max_value=600, required=False, help_text="Avec les arrêts."
    )
    advice = forms.CharField(
        label="Avant de partir",
        max_length=400,
        required=False,
        help_text="Où se garer, ce qui monte, ce qu’il faut emporter.",
    )

    def __init__(self, *args, by: Member, trail: HeritageTrail | None = None, **kwargs) -> None:
        initial = {name: getattr(trail, name) for name in FIELDS} if trail else {}
        super().__init__(*args, **kwargs | {"initial": initial})
        self.by, self.trail = by, trail

    def save(self) -> HeritageTrail:
        return save_trail(by=self.by, trail=self.trail, **self.cleaned_data)


class StopForm(forms.Form):
    place = forms.ModelChoiceField(
        label="Le lieu suivant",
        queryset=HeritagePlace.objects.none(),
        empty_label="Choisissez un lieu publié",
        error_messages={"required": "Choisissez un lieu."},
    )
    way = forms.CharField(
        label="Pour y aller",
        max_length=400,
        required=False,
        help_text="Depuis le précédent\u00a0: rue, sentier, repère.",
    )

    def __init__(self, *args, trail: HeritageTrail, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.trail = trail
        around = HeritagePlace.objects.published().filter(commune__territory=trail.territory_id)
        self.fields["place"].queryset = around.exclude(stops__trail=trail)

    def save(self) -> TrailStop:
        return add_stop(trail=self.trail, **self.cleaned_data)
