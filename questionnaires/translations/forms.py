"""Texts of a version beside their translations, some at a time."""

from collections.abc import Mapping, Sequence

from django import forms

from questionnaires.translations.enums import Language
from questionnaires.translations.models import LONGEST_TRANSLATION
from questionnaires.translations.texts import FrenchText


class TranslationsForm(forms.Form):
    """A field for each text, called by its place.

    `translations`: place → French text and its translation; `known`: French text → what another version says.
    """

    def __init__(
        self,
        *args,
        language: Language,
        texts: Sequence[FrenchText],
        translations: Mapping[str, tuple[str, str]],
        known: Mapping[str, str],
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.texts, self.translations, self.known = texts, translations, known
        for text in texts:
            attrs = {"rows": 4 if text.is_long else 2, "lang": language.value, "dir": language.direction}
            self.fields[text.place] = forms.CharField(
                label=text.kind,
                required=False,
                max_length=LONGEST_TRANSLATION,
                widget=forms.Textarea(attrs),
                initial=translations.get(text.place, ("", ""))[1] or known.get(text.text, ""),
            )

    def rows(self) -> list[tuple[FrenchText, forms.BoundField, str]]:
        """Return each text, its field, and what there is to do: nothing, or in words."""
        return [(text, self[text.place], self._state(text)) for text in self.texts]

    def _state(self, text: FrenchText) -> str:
        source, _ = self.translations.get(text.place, ("", ""))
        if source == text.text:
            return ""
        if source:
            return "le français a changé"
        return "repris d’un autre questionnaire" if text.text in self.known else "à traduire"
