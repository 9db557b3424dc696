"""Form of a removal: how the person was recognised."""

from django import forms

from extranet.access.second_factor.models import NOTE_LENGTH


class RemovalForm(forms.Form):
    note = forms.CharField(
        label="Comment avez-vous reconnu la personne\u00a0?",
        help_text=(
            "Vous l’avez vue, dans votre bureau ou à l’écran\u00a0: «\u00a0passée au bureau ce matin\u00a0». "
            "Un courriel ou un appel ne suffit pas."
        ),
        max_length=NOTE_LENGTH,
        error_messages={"required": "Dites comment vous avez reconnu la personne."},
    )
