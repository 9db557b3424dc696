"""Forms of the upkeep of a sheet: its next review date, its obsolescence."""

from django import forms
from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone

from reseau.texts.french_order import Folded
from ressources.authoring.upkeep.models import MAX_REASON
from ressources.library.sheet_conditions import words_condition
from ressources.sheets.freshness import FURTHEST
from ressources.sheets.models.sheet import Sheet

SHOWN = 10


class ReviewDateForm(forms.Form):
    due = forms.DateField(
        label="À relire le",
        help_text="Un jour à venir, d’ici trois ans : avant un changement annoncé, par exemple.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Choisissez un jour.",
            "invalid": "Écrivez le jour comme dans 31/12/2026.",
        },
    )

    def clean_due(self):
        due_date, today = self.cleaned_data["due"], timezone.localdate()
        if not today < due_date <= today + FURTHEST:
            raise forms.ValidationError("Choisissez un jour à venir, d’ici trois ans.")
        return due_date


class ObsoleteForm(forms.Form):
    """The reason, and the sheet that replaces the obsolete one, found by a search in the form itself.

    `sheets` are the possible replacements. With `is_search`, the form only searches and refuses nothing.
    """

    reason = forms.CharField(
        label="Pourquoi",
        help_text="Tout le monde le lira en tête de la fiche : « Le site des impôts a changé d’adresse et de menus ».",
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Dites pourquoi cette fiche est obsolète."},
    )
    words = forms.CharField(
        label="Chercher la fiche qui la remplace",
        help_text="Un mot de son titre, de son objectif ou de ses mots-clés.",
        max_length=100,
        required=False,
    )
    replacement = forms.ModelChoiceField(
        Sheet.objects.none(),
        label="Fiche qui la remplace",
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Cette fiche n’est plus en ligne : cherchez-en une autre."},
    )

    def __init__(self, data=None, *, sheets: QuerySet, is_search: bool = False) -> None:
        super().__init__(data)
        self.is_search = is_search
        self.fields["replacement"].queryset = sheets
        self.found = self._candidates(sheets) if data else []
        self.fields["replacement"].choices = [
            ("", "Aucune fiche ne la remplace"),
            *((sheet.pk, sheet.title) for sheet in self.found),
        ]

    def _candidates(self, sheets: QuerySet) -> list[Sheet]:
        """Return the chosen sheet, then those that the words find."""
        words, chosen_key = self.data.get("words", "").replace("\x00", "").strip(), self.data.get("replacement", "")
        has_words = words_condition(words) if words else Q(pk=None)
        is_chosen = Q(pk=chosen_key) if chosen_key.isdecimal() and len(chosen_key) < 10 else Q(pk=None)
        chosen_first = Case(When(is_chosen, then=0), default=1)
        sheets = sheets.filter(has_words | is_chosen).order_by(chosen_first, Folded("title"))
        return list(sheets.only("title")[:SHOWN])

    def full_clean(self) -> None:
        self.fields["reason"].required = not self.is_search
        super().full_clean()
        self.fields["reason"].required = True
