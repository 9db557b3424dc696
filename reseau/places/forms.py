"""The form by which people keep the record of their EPM up to date."""

from django import forms

from reseau.places.models.epm import EPM
from reseau.places.services import note_market_days
from reseau.places.weekdays_field import WeekdaysField


class EPMForm(forms.ModelForm):
    """The record of an EPM, and the market days of its commune, which its team knows best."""

    market_days = WeekdaysField(
        label="Jours de marché de la commune",
        help_text="Les formations évitent ces jours-là\u00a0: on ne peut pas se garer.",
    )

    class Meta:
        model = EPM
        fields = [
            "opening_hours",
            "phone",
            "email",
            "presentation",
            "seats",
            "workstations",
            "is_accessible",
            "is_open",
        ]
        widgets = {
            "phone": forms.TextInput({"type": "tel", "autocomplete": "off"}),
            "email": forms.EmailInput({"autocomplete": "off"}),
            "opening_hours": forms.Textarea({"rows": 5}),
        }
        help_texts = {
            "opening_hours": "Une ligne par jour, par exemple : « Mardi : 14 h – 18 h ».",
            "email": "L’adresse du lieu, que tout le monde peut lire.",
            "presentation": "Ce qu’on trouve dans ce lieu et qui y accueille, en quelques phrases.",
            "is_open": "Un lieu fermé ne paraît plus dans l’annuaire public.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["market_days"].initial = self.instance.commune.market_days

    def save(self, commit: bool = True) -> EPM:
        epm = super().save(commit)
        if commit and "market_days" in self.changed_data:
            note_market_days(commune=epm.commune, weekdays=self.cleaned_data["market_days"])
        return epm
