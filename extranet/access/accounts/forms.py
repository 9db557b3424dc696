"""Forms of accounts: allauth's, with the labels of the site and without placeholders, which are no labels."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.forms import Form

from reseau.people.members.models.member import Member

ADDRESS = "Adresse électronique"
NEW_PASSWORD = "Nouveau mot de passe"  # noqa: S105 - a label
AGAIN = "Le même mot de passe, encore une fois"
CODE_HELP = "Les six chiffres que montre votre application, ou un code de secours."


def name_fields(form: Form, **labels: str) -> None:
    for name, label in labels.items():
        form.fields[name].label = label
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


def ask_for_code(form: Form, help_text: str) -> None:
    form.fields["code"].help_text = help_text
    form.fields["code"].widget.attrs["inputmode"] = "numeric"


class LoginForm(account.LoginForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        name_fields(self, login=ADDRESS, password="Mot de passe")  # noqa: S106 - a label
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].help_text = ""


class AddEmailForm(account.AddEmailForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        name_fields(self, email="Nouvelle adresse électronique")

    def clean_email(self) -> str:
        """Raise `ValidationError` for a taken address: the directory shows addresses to members anyway."""
        email = super().clean_email()
        if Member.objects.filter(email__iexact=email).exclude(pk=self.user.pk).exists():
            raise get_adapter().validation_error("email_taken")
        return email


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        name_fields(self, oldpassword="Mot de passe actuel", password1=NEW_PASSWORD, password2=AGAIN)


class SetPasswordForm(account.SetPasswordForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        name_fields(self, password1=NEW_PASSWORD, password2=AGAIN)


class ResetPasswordForm(account.ResetPasswordForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        name_fields(self, email=ADDRESS)


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        name_fields(self, password1=NEW_PASSWORD, password2=AGAIN)


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        name_fields(self, password="Votre mot de passe")  # noqa: S106 - a label


class SecondFactorForm(second_factor.AuthenticateForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        name_fields(self, code="Code")
        ask_for_code(self, CODE_HELP)


class SecondFactorAgainForm(second_factor.ReauthenticateForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        name_fields(self, code="Code")
        ask_for_code(self, CODE_HELP)


class ActivateAppForm(ActivateTOTPForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        name_fields(self, code="Code")
        ask_for_code(self, "Les six chiffres que l’application montre pour ce site.")


class AddKeyForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        name_fields(self, name="Nom de la clé", passwordless="Me connecter avec cette clé seule, sans mot de passe")
        self.fields["name"].help_text = "Pour la reconnaître dans la liste, par exemple «\u00a0téléphone\u00a0»."
        self.fields["passwordless"].help_text = "L’appareil demandera alors votre empreinte, votre visage ou son code."


class RenameKeyForm(EditWebAuthnForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        name_fields(self, name="Nom de la clé")
