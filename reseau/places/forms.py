"""The forms by which people keep the record of their EPM up to date: one short form for each part."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils import timezone

from reseau.places.models.epm import EPM
from reseau.places.models.room import PlaceRoom
from reseau.places.opening_hours.weekdays_field import WeekdaysField
from reseau.places.services import keep_features, note_market_days
from reseau.places.vocabulary import FeatureKind, choices_of

EDITED_FEATURES = (
    FeatureKind.SERVICE,
    FeatureKind.SUPPORT,
    FeatureKind.PRICE,
    FeatureKind.EQUIPMENT,
    FeatureKind.PUBLIC,
    FeatureKind.CARE,
    FeatureKind.ACCESS,
    FeatureKind.PROGRAMME,
    FeatureKind.TRAINING_LABEL,
    FeatureKind.MOVING,
)
FEATURE_HELP = {
    FeatureKind.PUBLIC: "Cochez si le lieu propose quelque chose exprès pour eux\u00a0: tout le monde est bienvenu.",
    FeatureKind.CARE: "Cochez ce pour quoi l’équipe est formée ou équipée.",
    FeatureKind.PRICE: "Ce que paie une personne qui vient se faire aider.",
}


class RecordForm(forms.ModelForm):
    """A part of the record. Saves its own columns alone: somebody else may be announcing a closure meanwhile."""

    def save(self, commit: bool = True) -> EPM:
        epm = self.instance
        if commit:
            epm.updated_on = timezone.localdate()
            epm.save(update_fields=[*self._meta.fields, "updated_on"])
        return epm


class HttpsField(forms.URLField):
    """An address typed without «\u00a0https://\u00a0» gets it."""

    def __init__(self, **kwargs) -> None:
        super().__init__(assume_scheme="https", **kwargs)


class EPMForm(RecordForm):
    """How to reach the place and enter it; and the market days of its commune, which its team knows best."""

    market_days = WeekdaysField(
        label="Jours de marché de la commune",
        help_text="Les formations évitent ces jours-là\u00a0: on ne peut pas se garer.",
    )

    class Meta:
        model = EPM
        fields = [
            "phone",
            "email",
            "website",
            "booking_url",
            "address_complement",
            "is_accessible",
            "accessibility_url",
            "is_open",
        ]
        field_classes = dict.fromkeys(("website", "booking_url", "accessibility_url"), HttpsField)
        widgets = {
            "phone": forms.TextInput({"type": "tel", "autocomplete": "off"}),
            "email": forms.EmailInput({"autocomplete": "off"}),
        }
        help_texts = {
            "email": "Les messages du public y arrivent. Seuls les membres et les données ouvertes la donnent.",
            "address_complement": "Étage, entrée, salle\u00a0: ce qu’il faut savoir pour trouver la porte.",
            "accessibility_url": "L’adresse de la fiche du lieu sur Acceslibre, si elle existe.",
            "is_open": "Un lieu fermé pour de bon ne paraît plus dans l’annuaire public.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["market_days"].initial = self.instance.commune.market_days

    def save(self, commit: bool = True) -> EPM:
        epm = super().save(commit)
        if commit and "market_days" in self.changed_data:
            note_market_days(commune=epm.commune, weekdays=self.cleaned_data["market_days"])
        return epm


class OfferForm(RecordForm):
    """What people find in the place, in the words of the national schema."""

    class Meta:
        model = EPM
        fields = ["summary", "presentation"]
        widgets = {"summary": forms.Textarea({"rows": 2}), "presentation": forms.Textarea({"rows": 5})}
        help_texts = {
            "summary": "Les cartes et les moteurs de recherche la montrent.",
            "presentation": "Ce qu’on trouve dans ce lieu et qui y accueille, en quelques phrases.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.instance.features_by_kind()
        for kind in EDITED_FEATURES:
            self.fields[kind.value] = forms.MultipleChoiceField(
                label=kind.label,
                choices=choices_of(kind),
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=chosen.get(kind, []),
                help_text=FEATURE_HELP.get(kind, ""),
            )

    def save(self, commit: bool = True) -> EPM:
        epm = super().save(commit)
        for kind in EDITED_FEATURES:
            if kind.value in self.changed_data:
                keep_features(epm=epm, kind=kind, values=self.cleaned_data[kind.value])
        return epm


class PivotField(forms.CharField):
    """A SIRET as people copy it, with its spaces: «\u00a0123 456 789 00012\u00a0»."""

    def to_python(self, value) -> str:
        return "".join(super().to_python(value).split()).upper()


RoomFormSet = forms.inlineformset_factory(
    EPM,
    PlaceRoom,
    fields=["name", "capacity", "is_accessible"],
    labels={"name": "Nom de la salle", "capacity": "Places assises"},
    extra=1,
    max_num=12,
    can_delete_extra=False,
)
ROOM_TO_COMPLETE = "Une des autres salles est à compléter, plus bas."


class HostForm(RecordForm):
    """Who runs the place, its rooms, and the services that hold their hours there; valid if its rooms are."""

    pivot = PivotField(
        label="SIRET ou numéro RNA",
        required=False,
        validators=EPM._meta.get_field("pivot").validators,
        help_text=(
            "Sans lui, le lieu ne peut pas figurer sur la carte nationale. Une association sans SIRET donne son RNA."
        ),
    )

    class Meta:
        model = EPM
        fields = [
            "seats",
            "workstations",
            "visiting_services",
            "host_kind",
            "host_name",
            "pivot",
            "other_labels",
        ]
        widgets = {"visiting_services": forms.Textarea({"rows": 3})}
        help_texts = {
            "seats": "Dans la salle où se tiennent les ateliers et les formations.",
            "visiting_services": "Un par ligne\u00a0: «\u00a0Mission locale, le premier mardi du mois\u00a0».",
        }

    def __init__(self, data=None, *args, **kwargs) -> None:
        super().__init__(data, *args, **kwargs)
        self.rooms = RoomFormSet(data, instance=self.instance, prefix="salles")

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        if not self.rooms.is_valid() and not self.has_error(NON_FIELD_ERRORS):
            self.add_error(None, ROOM_TO_COMPLETE)
        return is_valid and self.rooms.is_valid()

    def save(self, commit: bool = True) -> EPM:
        epm = super().save(commit)
        self.rooms.save()
        return epm
