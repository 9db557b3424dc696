"""Forms of coordinators about enrolments, and the answer of an employer."""

from django import forms

from reseau.people.members.forms.people import PeopleField, PeopleForm

REASON_LENGTH = 200


class EnrolOthersForm(PeopleForm):
    members = PeopleField(
        label="Personnes à inscrire",
        help_text="Chacune est prévenue.",
        error_messages={"required": "Choisissez une personne au moins."},
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
