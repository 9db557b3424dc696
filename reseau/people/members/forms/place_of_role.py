"""The base of forms that give a role: where that role works, and whom a territorial animator may place."""

from django import forms
from django.db.models import Q

from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM

# Place of each role: the field that it fills.
PLACE_OF_ROLE = {Role.ANIMATOR: "epm", Role.TERRITORIAL: "territory"}
PLACE_MESSAGES = {"epm": "Choisissez l’EPM où cette personne travaillera.", "territory": "Choisissez son territoire."}


class PlaceOfRoleForm(forms.ModelForm):
    """Fields `role`, `epm`, `territory`.

    Whoever is not a coordinator only places animators, in the EPM that they answer for.
    """

    def __init__(self, *args, by: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["epm"].queryset = EPM.objects.open().order_by("commune__search_name", "search_name")
        self.fields["epm"].empty_label = "Choisir un EPM"
        self.fields["epm"].help_text = "Pour l’animation d’un EPM."
        self.fields["territory"].empty_label = "Choisir un territoire"
        self.fields["territory"].help_text = "Pour l’animation territoriale."
        if not by.is_coordinator:
            self._narrow_to_own_epms()

    def _narrow_to_own_epms(self) -> None:
        del self.fields["role"], self.fields["territory"]
        self.instance.role = Role.ANIMATOR
        epm = self.fields["epm"]
        is_in_territory = Q(commune__territory__in=self.by.watched_territory_ids)
        epm.queryset = epm.queryset.filter(is_in_territory | Q(pk__in=self.by.referent_epm_ids))
        epm.required = True
        epm.help_text = "Un EPM de votre territoire." if self.by.is_territorial else "Le lieu dont vous êtes référent."
        if not self.by.is_territorial and len(self.by.referent_epm_ids) == 1:
            self.initial.setdefault("epm", next(iter(self.by.referent_epm_ids)))

    def clean(self) -> dict:
        """Require the place that the role needs, and clear the other."""
        data = super().clean()
        required_place = PLACE_OF_ROLE.get(data.get("role", self.instance.role))
        for place in PLACE_MESSAGES.keys() & data.keys():
            if place != required_place:
                data[place] = None
            elif data[place] is None and place not in self.errors:
                self.add_error(place, PLACE_MESSAGES[place])
        return data
