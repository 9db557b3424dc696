"""The form of mail choices: a box for each matter that may reach the member."""

from django import forms

from alertes.enums import Matter


class MailsForm(forms.Form):
    def __init__(self, *args, matters: list[Matter], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for matter in matters:
            self.fields[matter.value] = forms.BooleanField(label=matter.label, help_text=matter.hint, required=False)

    @property
    def chosen_matters(self) -> set[Matter]:
        return {Matter(name) for name, is_chosen in self.cleaned_data.items() if is_chosen}
