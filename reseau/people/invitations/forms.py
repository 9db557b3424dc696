"""Forms of invitations: invite somebody, accept an invitation."""

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_text_html

from reseau.people.invitations.models import Invitation
from reseau.people.invitations.services import invite
from reseau.people.members.forms.place_of_role import PlaceOfRoleForm
from reseau.people.members.models.member import Member


class InvitationForm(PlaceOfRoleForm):
    class Meta:
        model = Invitation
        fields = ["email", "first_name", "last_name", "role", "epm", "territory", "contract"]
        widgets = {
            "email": forms.EmailInput({"autocomplete": "off"}),
            "first_name": forms.TextInput({"autocomplete": "off"}),
            "last_name": forms.TextInput({"autocomplete": "off"}),
        }
        help_texts = {"email": "L’invitation part à cette adresse, qui servira ensuite à se connecter."}

    def __init__(self, *args, site_url: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.site_url = site_url

    def validate_constraints(self) -> None:
        """Do nothing: `invite` validates, after it has replaced an expired invitation."""

    def save(self, commit: bool = True) -> Invitation:
        return invite(invitation=self.instance, by=self.by, site_url=self.site_url)


class AcceptForm(SetPasswordForm):
    """The password that the invited person chooses, typed twice."""

    new_password1 = forms.CharField(
        label="Votre mot de passe",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html(),
    )
    new_password2 = forms.CharField(
        label="Le même mot de passe, encore une fois",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args, invitation: Invitation, **kwargs) -> None:
        person = Member(email=invitation.email, first_name=invitation.first_name, last_name=invitation.last_name)
        super().__init__(person, *args, **kwargs)
