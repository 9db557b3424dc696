"""Form of a correction: the text, and the mark of the text that it corrects."""

from django import forms

from forums.messages.posts.forms import MessageForm


class PostCorrectionForm(MessageForm):
    base = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
