"""The form by which members keep their own page up to date."""

from django import forms

from reseau.people.members.models.member import Member


class MemberForm(forms.ModelForm):
    class Meta:
        model = Member
        fields = ["first_name", "last_name", "phone", "about"]
        widgets = {
            "first_name": forms.TextInput({"autocomplete": "given-name"}),
            "last_name": forms.TextInput({"autocomplete": "family-name"}),
            "phone": forms.TextInput({"type": "tel", "autocomplete": "tel"}),
            "about": forms.Textarea({"rows": 6}),
        }
        help_texts = {
            "phone": "Les membres du réseau le lisent, le public non.",
            "about": "Un savoir-faire, un matériel à prêter, un atelier à partager : 1 000 signes au plus.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_name"].required = True
