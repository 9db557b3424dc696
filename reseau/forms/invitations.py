"""Forms by which somebody is invited into the network, and by which she accepts."""

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_text_html

from reseau.enums import Role
from reseau.invitations import invite
from reseau.models import EPM, Invitation, Member

# Where each role works: the field that it fills.
PLACE_OF_ROLE = {Role.ANIMATOR: "epm", Role.TERRITORIAL: "territory"}
PLACE_MESSAGES = {"epm": "Choisissez l’EPM où cette personne travaillera.", "territory": "Choisissez son territoire."}


class InvitationForm(forms.ModelForm):
    """A territorial animator only invites animators, into the EPM of her territory."""

    class Meta:
        model = Invitation
        fields = ["email", "first_name", "last_name", "role", "epm", "territory", "contract"]
        widgets = {
            "email": forms.EmailInput({"autocomplete": "off"}),
            "first_name": forms.TextInput({"autocomplete": "off"}),
            "last_name": forms.TextInput({"autocomplete": "off"}),
        }
        help_texts = {
            "email": "L’invitation part à cette adresse, qui servira ensuite à se connecter.",
            "epm": "Pour l’animation d’un EPM.",
            "territory": "Pour l’animation territoriale.",
        }

    def __init__(self, *args, by: Member, site_url: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.site_url = by, site_url
        self.fields["epm"].queryset = EPM.objects.open()
        self.fields["epm"].empty_label = "Choisir un EPM"
        self.fields["territory"].empty_label = "Choisir un territoire"
        if not by.is_coordinator:
            self._narrow_to_territory()

    def _narrow_to_territory(self) -> None:
        del self.fields["role"], self.fields["territory"]
        self.instance.role = Role.ANIMATOR
        epm = self.fields["epm"]
        epm.queryset = epm.queryset.filter(commune__territory__in=self.by.watched_territory_ids)
        epm.required = True
        epm.help_text = "Un EPM de votre territoire."

    def clean(self) -> dict:
        """Asks for the place that the role needs, and sets the other aside."""
        cleaned = super().clean()
        wanted = PLACE_OF_ROLE.get(cleaned.get("role", self.instance.role))
        for place in PLACE_MESSAGES.keys() & cleaned.keys():
            if place != wanted:
                cleaned[place] = None
            elif cleaned[place] is None and place not in self.errors:
                self.add_error(place, PLACE_MESSAGES[place])
        return cleaned

    def validate_constraints(self) -> None:
        """Left to `invite`, which first puts aside an invitation whose time is over."""

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
