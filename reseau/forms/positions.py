"""Form by which a coordinator or a territorial animator gives a position to a member."""

from django import forms

from reseau.enums import Role
from reseau.models import EPM, Member, Position
from reseau.services import open_position

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PositionForm(forms.ModelForm):
    """A territorial animator only gives positions in the EPM of her territory."""

    class Meta:
        model = Position
        fields = ["role", "epm", "territory", "contract", "start", "end"]
        widgets = {"start": DAY, "end": DAY}
        help_texts = {
            "epm": "Pour l’animation d’un EPM.",
            "territory": "Pour l’animation territoriale.",
            "end": "Le dernier jour de travail, s’il est connu.",
        }

    def __init__(self, *args, member: Member, by: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.instance.member = member
        self.fields["epm"].queryset = EPM.objects.open().order_by("commune__search_name", "search_name")
        if not by.is_coordinator:
            self._narrow_to_territory()

    def _narrow_to_territory(self) -> None:
        del self.fields["role"], self.fields["territory"]
        self.instance.role = Role.ANIMATOR
        epm = self.fields["epm"]
        epm.queryset = epm.queryset.filter(commune__territory__in=self.by.watched_territory_ids)
        epm.required = True
        epm.help_text = "Un EPM de votre territoire."

    def save(self, commit: bool = True) -> Position:
        return open_position(position=self.instance, by=self.by)
