"""Words about health, private life and opinions: a remark to the author, never a refusal.

A list of words understands nothing. It asks once to read again; the same text sent again is accepted.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from django import forms

from reseau.accent_folding import fold

LIST = Path(__file__).parent / "data" / "mots_sensibles.toml"
ABOUT = {"sante": "de santé", "vie_privee": "de la vie privée", "opinions": "d’opinions"}
REMARK = (
    "Relisez\u00a0: cette ligne parle peut-être {about} («\u00a0{word}\u00a0»), et un livret n’est pas fait pour cela. "
    "Si ce n’est pas le cas, envoyez-la telle quelle."
)


def sensitive_word_remark(text: str) -> str:
    """Return the remark to show, or an empty string."""
    for kind, pattern in _patterns().items():
        if found := pattern.search(fold(text)):
            return REMARK.format(about=ABOUT[kind], word=found[0])
    return ""


@cache
def _patterns() -> dict[str, re.Pattern]:
    words = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return {kind: re.compile(rf"\b(?:{'|'.join(map(re.escape, words[kind]))})\w*") for kind in ABOUT}


class SensitiveWordsForm(forms.Form):
    """Form that remarks once on the texts of `checked_fields`; sent again unchanged, they pass."""

    checked_fields: tuple[str, ...] = ()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict:
        data = super().clean()
        seen = data.pop("seen", "")
        typed = {name: data.get(name) or "" for name in self.checked_fields}
        remarks = {name: remark for name, text in typed.items() if (remark := sensitive_word_remark(text))}
        mark = fold(" ".join(typed.values()))
        if remarks and seen != mark:
            # The form holds the remarked text: the same text sent again is intended.
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = mark
            for name, remark in remarks.items():
                self.add_error(name, remark)
        return data
