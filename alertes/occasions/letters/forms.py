"""The form of a letter: a word of welcome, the lines that are kept, what becomes of it."""

import re

from django import forms

from alertes.occasions.letters.enums import LetterState
from alertes.occasions.letters.models import INTRODUCTION_LENGTH, Letter

MOVE = re.compile(r"(up|down)-([0-9]{1,18})")


class LetterForm(forms.Form):
    """`act`: empty to save, `approved`, `held` or `prepared` to decide, `up-12` or `down-12` to move a line."""

    introduction = forms.CharField(
        label="Votre mot",
        required=False,
        max_length=INTRODUCTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Il ouvre la lettre. Sans mot, elle commence par ses lignes.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    act = forms.CharField(required=False, widget=forms.HiddenInput, max_length=30)

    def __init__(self, data=None, *, letter: Letter) -> None:
        super().__init__(data, initial={"introduction": letter.introduction, "revision": letter.revision})
        self.letter = letter

    @property
    def kept_keys(self) -> set[int]:
        """Primary keys of the lines that are kept, as they are ticked."""
        if self.is_bound:
            typed = {int(key) for key in self.data.getlist("kept") if key.isascii() and key.isdigit()}
            return typed & {line.pk for line in self.letter.lines.all()}
        return {line.pk for line in self.letter.lines.all() if line.is_kept}

    @property
    def state(self) -> LetterState | None:
        act = self.cleaned_data["act"]
        return LetterState(act) if act in (LetterState.APPROVED, LetterState.HELD, LetterState.PREPARED) else None

    @property
    def move(self) -> tuple[int, int] | None:
        """The line to move, and by how many places."""
        found = MOVE.fullmatch(self.cleaned_data["act"])
        return (int(found[2]), -1 if found[1] == "up" else 1) if found else None
