"""Form to correct the degrees of a crosswalk."""

import datetime

from django import forms
from django.utils import timezone

from b2i.frameworks.enums import MatchDegree
from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.frameworks.services import revise_crosswalk

CHOOSE = "Choisissez ce que la seconde compétence est à la première."


class CrosswalkForm(forms.Form):
    """A degree for each link, then where the correction comes from, and its day."""

    def __init__(self, *args, crosswalk: Crosswalk, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.crosswalk = crosswalk
        self.links = list(crosswalk.links.select_related("skill__domain", "counterpart").in_order())
        choices = [("", "à choisir"), *MatchDegree.choices]
        for link in self.links:
            self.fields[f"degre-{link.pk}"] = forms.ChoiceField(
                label=f"{link.skill.code} {link.skill.title} → {link.counterpart}",
                choices=choices if not link.degree else MatchDegree.choices,
                initial=link.degree,
                error_messages={"required": CHOOSE},
            )
        self.fields["origin"] = forms.CharField(
            label="D’où vient cette correction",
            help_text="Qui a comparé, et sur quels textes. Cette phrase est publique.",
            max_length=600,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": "Dites qui a comparé, et sur quels textes."},
        )
        self.fields["made_on"] = forms.DateField(
            label="Date de la nouvelle version",
            initial=max(timezone.localdate(), crosswalk.made_on + datetime.timedelta(days=1)),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"required": "Donnez une date.", "invalid": "Écrivez une date comme 12/03/2026."},
        )

    def save(self) -> Crosswalk:
        data = self.cleaned_data
        degrees = {link: MatchDegree(data[f"degre-{link.pk}"]) for link in self.links}
        return revise_crosswalk(
            crosswalk=self.crosswalk, degrees=degrees, origin=data["origin"], made_on=data["made_on"]
        )
