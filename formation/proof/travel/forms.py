"""Form of a mission, for the volunteer or for coordinators."""

from django import forms

from formation.proof.travel.enums import CarReason, Power, Transport
from formation.proof.travel.models import Mission

CHOOSE = "Choisissez, si vous prenez votre voiture"
NEEDED = {
    "power": "Dites la puissance fiscale\u00a0: elle est sur la carte grise, case P.6.",
    "car_reason": "Dites pourquoi la voiture est nécessaire.",
    "is_insured": "Cochez cette déclaration\u00a0: sans elle, l’usage de la voiture ne peut pas être autorisé.",
}


class MissionForm(forms.ModelForm):
    class Meta:
        model = Mission
        fields = ["transport", "power", "car_reason", "is_insured", "minutes", "declared_kilometres"]
        labels = {
            "power": "Puissance fiscale, pour votre voiture",
            "car_reason": "Pourquoi votre voiture",
            "is_insured": "Mon véhicule est assuré pour ce trajet et mon permis est valable",
        }
        help_texts = {
            "power": "Case P.6 de la carte grise.",
            "minutes": "Un aller. L’heure de départ et celle du retour en sont déduites.",
            "declared_kilometres": "Pour un jour, si votre trajet est différent. Les deux figurent sur l’ordre.",
        }
        widgets = {"transport": forms.RadioSelect}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["transport"].choices = Transport.choices
        self.fields["power"].choices = [("", CHOOSE), *Power.choices]
        self.fields["car_reason"].choices = [("", CHOOSE), *CarReason.choices]
        is_car = not self.is_bound or self.data.get("transport") == Transport.CAR
        for name, words in NEEDED.items():
            self.fields[name].required = is_car
            self.fields[name].error_messages["required"] = words

    def clean(self) -> dict:
        """Drop what is about a car for another means."""
        cleaned = super().clean()
        if cleaned.get("transport") != Transport.CAR:
            cleaned |= {"power": "", "car_reason": "", "is_insured": False}
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        # The view adds the enrolment and the distance; the service checks the whole.
        return super()._get_validation_exclusions() | {"measured_kilometres", "is_by_road", "enrolment"}
