"""In the name of which EPM something is done: asked of those who work in several."""

from django import forms

from reseau.members.models.member import Member
from reseau.places.models.epm import EPM


class WorkplaceForm(forms.Form):
    epm = forms.ModelChoiceField(label="EPM", queryset=EPM.objects.none(), empty_label=None)

    def __init__(self, *args, user: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        workplaces = {position.epm_id: position.epm for position in user.live_positions if position.epm_id}
        self.only_epm = next(iter(workplaces.values())) if len(workplaces) == 1 else None
        if self.only_epm:
            del self.fields["epm"]
        else:
            self.fields["epm"].queryset = EPM.objects.filter(pk__in=workplaces)

    @property
    def chosen_epm(self) -> EPM:
        return self.only_epm or self.cleaned_data["epm"]
