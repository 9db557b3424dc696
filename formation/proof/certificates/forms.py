"""Forms to revoke a certificate, and to choose how it names its holder."""

from django import forms

from formation.proof.certificates.enums import CertificateShownName
from formation.proof.certificates.models import Certificate


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label="Raison",
        max_length=Certificate._meta.get_field("revoke_reason").max_length,
        help_text="La personne la lira. La page de vérification dira seulement que l’attestation est annulée.",
        error_messages={"required": "Dites pourquoi\u00a0: la personne en sera prévenue."},
    )


class CertificateShownNameForm(forms.Form):
    shows = forms.ChoiceField(
        label="Sur la page de vérification, montrer",
        choices=CertificateShownName.choices,
        error_messages={"required": "Choisissez ce que la page montre."},
    )
