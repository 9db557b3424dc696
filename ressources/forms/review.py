"""What a reviewer tells the author of a sheet that is not ready."""

from django import forms


class AskChangesForm(forms.Form):
    reason = forms.CharField(
        label="Ce qu’il faudrait changer",
        help_text="L’auteur le lira tel quel : dites ce qui est déjà bien, puis ce qui manque.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Dites à l’auteur ce qu’il faudrait changer."},
    )
