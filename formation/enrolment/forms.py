"""What a coordinator does with the enrolments of a session: enrol, take out, have somebody pass first."""

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
    """What an employer may add to yes or no."""

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
