"""Feedback of a reader, and the answer of the author."""

from django import forms

from ressources.library.readers.enums import FeedbackKind
from ressources.library.readers.models import MAX_TEXT, Feedback


class FeedbackForm(forms.Form):
    kind = forms.ChoiceField(
        label="C’est",
        choices=FeedbackKind,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si c’est une idée, une erreur ou une question."},
    )
    text = forms.CharField(
        label="Votre message",
        help_text="Pour une erreur, dites à quelle étape, et ce qu’il faudrait lire.",
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Écrivez votre message."},
    )


class FeedbackAnswerForm(forms.Form):
    text = forms.CharField(
        label="Votre réponse",
        help_text="Une seule réponse part : relisez-la.",
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Écrivez votre réponse."},
    )
    settle = forms.BooleanField(label="C’est traité : il n’y a plus rien à faire", required=False)

    def __init__(self, data=None, *, feedback: Feedback) -> None:
        """Give each form of the page its own field ids."""
        super().__init__(data, auto_id=f"retour_{feedback.pk}_%s")
        self.feedback = feedback
