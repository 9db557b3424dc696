"""Form that requests a sheet."""

from django import forms

from ressources.sheets.composed_draft import TITLE_LENGTH


class SheetRequestForm(forms.Form):
    words = forms.CharField(
        label="De quoi parlerait la fiche\u00a0?",
        max_length=TITLE_LENGTH,
        help_text="En quelques mots, comme un titre.",
        error_messages={"required": "Dites en quelques mots de quoi la fiche parlerait."},
    )
