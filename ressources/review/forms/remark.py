"""What is said of the parts of a sheet, each beside its own; and what is answered."""

from collections.abc import Iterable

from django import forms

from ressources.review.models.remark import MAX_TEXT
from ressources.review.sections import Section

# The element of the page that sends them all: what was written elsewhere leaves with the one that is sent.
FORM_ID = "remarquer"


class RemarksForm(forms.Form):
    """A box for each section of the sheet. `pressed` is the key of the one whose button was pushed."""

    prefix = "remarque"

    def __init__(self, *args, sections: Iterable[Section], pressed: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.pressed = pressed
        for section in sections:
            self.fields[section.key] = forms.CharField(
                required=False, max_length=MAX_TEXT, widget=forms.Textarea(attrs=_attributes(section))
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()) and self.pressed in self.fields:
            self.add_error(self.pressed, "Écrivez votre remarque.")
        return cleaned

    @property
    def said(self) -> dict[str, str]:
        """Key of a section → what is said of it."""
        return {key: text.replace("\r\n", "\n") for key, text in self.cleaned_data.items() if text}


def _attributes(section: Section) -> dict[str, str]:
    return {"rows": "3", "form": FORM_ID, "aria-label": f"Votre remarque sur « {section.label} »"}


class RemarkAnswerForm(forms.Form):
    text = forms.CharField(
        label="Votre réponse",
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Écrivez votre réponse."},
    )
