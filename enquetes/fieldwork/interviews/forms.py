"""Form of the coordination's page that names interviewers."""

from django import forms

from reseau.people.members.forms.people import PeopleField


class InterviewersForm(forms.Form):
    members = PeopleField(
        label="Qui mène les entretiens",
        required=False,
        help_text="Des membres du réseau. Décochez qui n’enquête plus\u00a0: ce qui est compté reste.",
    )
