"""The form by which an animator registers the computer in front of them."""

from django import forms
from django.contrib.auth.models import AbstractBaseUser

from reseau.people.computers.models import Computer
from reseau.people.computers.services import register_computer
from reseau.places.models.epm import EPM


class ComputerForm(forms.ModelForm):
    class Meta:
        model = Computer
        fields = ["name"]
        help_texts = {"name": "Pour le reconnaître dans la liste, par exemple «\u00a0Poste 3, côté rue\u00a0»."}
        widgets = {"name": forms.TextInput({"autocomplete": "off"})}

    def __init__(self, *args, epm: EPM, by: AbstractBaseUser, replaces: Computer | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.epm, self.by, self.replaces = epm, by, replaces

    def save(self, commit: bool = True) -> Computer:
        return register_computer(epm=self.epm, name=self.cleaned_data["name"], by=self.by, replaces=self.replaces)
