"""The form of a message to a member."""

from django import forms

from alertes.occasions.correspondence.services import send_to_member
from reseau.people.members.models.member import Member


class MemberMessageForm(forms.Form):
    subject = forms.CharField(label="Sujet", max_length=100)
    message = forms.CharField(
        label="Votre message",
        max_length=4000,
        widget=forms.Textarea({"rows": 8}),
        help_text="Votre adresse électronique l’accompagne, pour que l’on puisse vous répondre.",
    )

    def save(self, *, recipient: Member, sender: Member) -> None:
        send_to_member(recipient=recipient, sender=sender, **self.cleaned_data)
