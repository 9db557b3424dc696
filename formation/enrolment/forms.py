"""Forms of coordinators about enrolments, and the answer of an employer."""

from django import forms

from formation.sessions.name_fields import MembersField

REASON_LENGTH = 200


class EnrolOthersForm(forms.Form):
    members = MembersField(
        label="Inscrire quelqu’un",
        max_length=600,
        help_text="Un nom par ligne. Chaque personne en est prévenue.",
        error_messages={"required": "Écrivez un nom."},
    )


class AgreementForm(forms.Form):
    """Optional comment of an employer."""

    comment = forms.CharField(
        label="Un mot pour la personne",
        required=False,
        max_length=REASON_LENGTH,
        help_text="Elle le lira. Rien sur sa santé ni sur sa vie privée.",
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Raison",
        max_length=REASON_LENGTH,
        error_messages={"required": "Donnez la raison en une phrase."},
        help_text="Une phrase, que lira la personne et que garde le journal.",
    )
