"""Words about health, private life and opinions: a remark to the author, never a refusal.

A list of words understands nothing. It asks once to read again; the same text sent again is accepted.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from django import forms

from reseau.texts.accent_folding import fold

LIST = Path(__file__).parents[1] / "data" / "mots_sensibles.toml"
ABOUT = {"sante": "de santé", "vie_privee": "de la vie privée", "opinions": "d’opinions"}
REMARK = (
    "Relisez\u00a0: cette ligne parle peut-être {about} («\u00a0{word}\u00a0»), et un livret n’est pas fait pour cela. "
    "Si ce n’est pas le cas, envoyez-la telle quelle."
)


def sensitive_word_remark(text: str) -> str:
    """Return the remark to show, or an empty string."""
    for kind, pattern in _patterns().items():
        if match := pattern.search(fold(text)):
            return REMARK.format(about=ABOUT[kind], word=match[0])
    return ""


@cache
def _patterns() -> dict[str, re.Pattern]:
    words_by_kind = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return {kind: re.compile(rf"\b(?:{'|'.join(map(re.escape, words_by_kind[kind]))})\w*") for kind in ABOUT}


class SensitiveWordsForm(forms.Form):
    """Form that remarks once on the texts of `checked_fields`; the same texts sent again are accepted."""

    checked_fields: tuple[str, ...] = ()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict:
        data = super().clean()
        confirmed_text = data.pop("seen", "")
        texts = {name: data.get(name) or "" for name in self.checked_fields}
        remarks = {name: remark for name, text in texts.items() if (remark := sensitive_word_remark(text))}
        folded_text = fold(" ".join(texts.values()))
        if remarks and confirmed_text != folded_text:
            # The hidden field holds the text that got the remark: the same text sent again is intended.
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = folded_text
            for name, remark in remarks.items():
                self.add_error(name, remark)
        return data
