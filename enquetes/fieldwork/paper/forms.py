"""Forms of paper: a batch, a sheet keyed, differences decided."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from enquetes.fieldwork.enums import KeptValue
from enquetes.fieldwork.paper.models.sheet import KeyedDifference
from enquetes.fieldwork.paper.sheet_codes import MOST_SHEETS
from enquetes.fieldwork.paper.typed_answers import read_typed
from questionnaires.filling.shown_values import shown_pair
from questionnaires.filling.values import WORDS
from questionnaires.questions.outline import Outline, QuestionOutline
from reseau.people.members.forms.people import PeopleField

SHEET_CODE, AGAIN = "sheet-code", "says-again"
LONGEST_TYPED = 2_000


class BatchForm(forms.Form):
    """A batch to print."""

    label = forms.CharField(label="Nom du lot", max_length=120, help_text="Une commune, une école, une tournée.")
    size = forms.IntegerField(
        label="Nombre de feuilles",
        min_value=1,
        max_value=MOST_SHEETS,
        help_text="Une par personne interrogée\u00a0; chacune porte son code.",
    )
    keyers = PeopleField(
        label="Qui saisit",
        required=False,
        help_text="En plus de la coordination et des animateurs territoriaux. Deux personnes au moins\u00a0: chaque "
        "feuille est saisie deux fois.",
    )


class SheetScanForm(forms.Form):
    """A scan of some sheets, and until when it is kept."""

    label = forms.CharField(label="Quelles feuilles", max_length=120, help_text="Par exemple\u00a0: 1 à 12.")
    file = forms.FileField(
        label="Feuilles numérisées",
        help_text="PDF, ou photo JPEG ou PNG, 20 Mo au plus. Seules les personnes qui saisissent ce lot le lisent.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,image/*"}),
        error_messages={"required": "Choisissez un fichier, ou prenez une photo."},
    )
    kept_until = forms.DateField(
        label="À garder jusqu’au",
        help_text="Le lendemain, le fichier est détruit.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class BatchEditForm(forms.Form):
    """What may change of a printed batch."""

    label = forms.CharField(label="Nom du lot", max_length=120)
    answered_on = forms.DateField(
        label="Rempli le",
        required=False,
        help_text="Le jour où les gens ont répondu. Sans date, ce sera celui de la saisie.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    keyers = PeopleField(label="Qui saisit", required=False)


@dataclass(frozen=True, slots=True)
class KeyedQuestion:
    """A question on the keying page, with its field, and the one for words beside a choice."""

    question: QuestionOutline
    field: BoundField
    words: BoundField | None
    asked_if: list[list]

    @property
    def asked_json(self) -> str:
        """Conditions for the script of the page; empty if the question is always asked."""
        return json.dumps(self.asked_if) if self.asked_if else ""

    @property
    def printed(self) -> list[tuple[int, str]]:
        """The numbers printed on the sheet."""
        return [(rank, choice.label) for rank, choice in enumerate(self.question.choices, start=1)]

    @property
    def exclusive(self) -> list[int]:
        return [rank for rank, choice in enumerate(self.question.choices, start=1) if choice.is_exclusive]

    @property
    def with_words(self) -> list[int]:
        return [rank for rank, choice in enumerate(self.question.choices, start=1) if choice.asks_words]


class KeyingForm(forms.Form):
    """A sheet as it is typed, one field a question. Once valid, `typed` holds what was typed by code of question."""

    def __init__(self, *args, outline: Outline, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.outline = outline
        self.fields[SHEET_CODE] = _text("Code de la feuille", LONGEST_TYPED, inputmode="numeric")
        self.fields[AGAIN] = forms.BooleanField(
            label="Je saisis cette feuille une seconde fois moi-même", required=False
        )
        for question in outline.questions:
            self.fields[question.code] = _text(f"{question.number}. {question.wording}", LONGEST_TYPED)
            if question.asks_words:
                self.fields[_words_name(question)] = _text(f"{question.number}. Précision écrite", 200)

    def parts(self) -> Iterator[KeyedQuestion]:
        for question in self.outline.questions:
            words = self[_words_name(question)] if question.asks_words else None
            yield KeyedQuestion(question, self[question.code], words, _asked_if(self.outline, question))

    @property
    def typed(self) -> dict[str, str]:
        typed = {question.code: self.cleaned_data.get(question.code, "") for question in self.outline.questions}
        words = (question for question in self.outline.questions if question.asks_words)
        return typed | {each.code + WORDS: self.cleaned_data.get(_words_name(each), "") for each in words}

    def clean(self) -> dict:
        cleaned = super().clean()
        self.cleaned_data = cleaned
        _, refusals = read_typed(self.outline, self.typed)
        for code, texts in refusals.items():
            self.add_error(code, texts)
        return cleaned


class KeyedDecisionForm(forms.Form):
    """For each difference, which keying is right, or the other answer as it is typed."""

    def __init__(self, *args, outline: Outline, differences: list[KeyedDifference], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.differences = differences
        for difference in differences:
            question = outline.by_code[difference.question]
            choices = [
                (KeptValue.FIRST, f"Première saisie\u00a0: {shown_pair(question, difference.first)}"),
                (KeptValue.SECOND, f"Seconde saisie\u00a0: {shown_pair(question, difference.second)}"),
                (KeptValue.OTHER, "Autre réponse, tapée ci-dessous"),
            ]
            self.fields[question.code] = forms.ChoiceField(
                label=f"{question.number}. {question.wording}",
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={"required": "Choisissez la bonne saisie."},
            )
            self.fields[_other_name(question.code)] = forms.CharField(
                label=f"Question {question.number}, autre réponse",
                required=False,
                max_length=LONGEST_TYPED,
                help_text="Le numéro imprimé, comme à la saisie.",
            )

    @property
    def decisions(self) -> Mapping[str, tuple[KeptValue, str]]:
        return {
            each.question: (
                KeptValue(self.cleaned_data[each.question]),
                self.cleaned_data.get(_other_name(each.question), ""),
            )
            for each in self.differences
        }


def _text(label: str, longest: int, **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(label=label, max_length=longest, required=False, strip=True, widget=widget)


def _words_name(question: QuestionOutline) -> str:
    return f"{question.code}-mots"


def _other_name(code: str) -> str:
    return f"{code}-autre"


def _asked_if(outline: Outline, question: QuestionOutline) -> list[list]:
    """Return [code of an earlier question, printed numbers of which one is given] for each condition."""
    conditions = []
    for condition in question.conditions:
        choices = enumerate(outline.by_code[condition.asked].choices, start=1)
        conditions.append([condition.asked, [rank for rank, choice in choices if choice.code in condition.codes]])
    return conditions
