"""Forms by which a coordinator or a territorial animator gives a position to a member."""

from django import forms

from reseau.people.members.forms.place_of_role import PlaceOfRoleForm
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.services import open_position

EMPLOYER = forms.EmailInput({"autocomplete": "off"})
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class EmployerForm(forms.ModelForm):
    """The employer of a position that is held already."""

    class Meta:
        model = Position
        fields = ["employer_email"]
        widgets = {"employer_email": EMPLOYER}


class PositionForm(PlaceOfRoleForm):
    class Meta:
        model = Position
        fields = ["role", "epm", "territory", "contract", "employer_email", "start", "end"]
        widgets = {"employer_email": EMPLOYER, "start": DAY, "end": DAY}
        help_texts = {"end": "Le dernier jour de travail, s’il est connu."}

    def __init__(self, *args, member: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.instance.member = member

    def save(self, commit: bool = True) -> Position:
        return open_position(position=self.instance, by=self.by)
