"""The form that people fill in, built from what a version asks. `judge_values` alone says what an answer may be."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django import forms
from django.forms import BoundField

from questionnaires.filling.checks import ANSWER_NEEDED, ONE_NEEDED, SHORT, judge_values
from questionnaires.filling.values import WORDS, Value, asked_questions, conditions_in_words, is_answered
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models import LONGEST_WORDS
from questionnaires.questions.outline import Outline, QuestionOutline
from reseau.places.models.commune import Commune

# Between the code of a question and that of a line: no code has it.
BETWEEN = "-"
PRECISE = "Précisez"
# Characters of a step such as « 10 ».
SHORT_STEP = 3


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question on a page. `fields`: one, or one for each line of a grid; `words`: what to write beside a choice."""

    question: QuestionOutline
    fields: list[BoundField]
    words: BoundField | None = None
    conditions: list[str] = field(default_factory=list)

    @property
    def is_grid(self) -> bool:
        return self.question.kind is QuestionKind.GRID

    @property
    def is_scale(self) -> bool:
        return self.question.kind is QuestionKind.SCALE

    @property
    def has_short_steps(self) -> bool:
        """Whether the steps of a scale are numbers, of which many stand on one line of a phone."""
        return self.is_scale and all(len(choice.label) <= SHORT_STEP for choice in self.question.choices)

    @property
    def asked_if(self) -> str:
        """Conditions for the script of the page: [[name of a field, its values]], in JSON."""
        return json.dumps([[each.asked, sorted(each.codes)] for each in self.question.conditions])

    @property
    def words_if(self) -> str:
        """When the field beside a choice is needed, in the same form."""
        return json.dumps([[self.question.code, [each.code for each in self.question.choices if each.asks_words]]])


class QuestionnaireForm(forms.Form):
    """Questions of a version, or those `asked` on one page; `given`: answers of the other pages, by code.

    Once valid, `values` holds the answers of this page. A question that depends on others is shown with its condition
    in words; its answer is dropped unless it is asked. `accepted`: those of this page that are not refused, valid or
    not. `is_numbered`: questions bear their number, as on paper.
    """

    def __init__(
        self,
        *args,
        outline: Outline,
        asked: Iterable[QuestionOutline] | None = None,
        given: Mapping[str, Value] | None = None,
        initial: Mapping[str, Any] | None = None,
        is_numbered: bool = False,
        **kwargs,
    ) -> None:
        self.outline, self.given = outline, given or {}
        self.questions = list(outline.questions if asked is None else asked)
        start = {**self.given, **(initial or {})}
        super().__init__(*args, initial=dict(self._initial(start)), **kwargs)
        self.values: dict[str, Value] = {}
        self.accepted: dict[str, Value] = {}
        for question in self.questions:
            self.fields |= dict(_fields(question))
            if is_numbered and question.kind is not QuestionKind.GRID:
                self.fields[question.code].label = f"{question.number}. {question.wording}"

    def parts(self) -> list[AskedQuestion]:
        """Return the questions of the page, with their fields."""
        return [self._part(question) for question in self.questions]

    def clean(self) -> dict:
        cleaned = super().clean()
        values = {**self.given, **dict(self._values(cleaned))}
        own = {question.code for question in self.questions}
        kept, refusals = judge_values(self.outline, values, only=own)
        for code, texts in refusals.items():
            # What a field of Django has told already is not told twice.
            if (name := self._first_field(self.outline.by_code[code])) not in self.errors:
                self.add_error(name, texts)
        self.accepted = {code: value for code, value in kept.items() if code.removesuffix(WORDS) in own}
        if not self.errors:
            self.values = self.accepted
        return cleaned

    def _first_field(self, question: QuestionOutline) -> str:
        """Return the field beside which a refusal stands: in a grid, the first line without an answer."""
        names = list(_field_names(question).values())
        unanswered = (name for name in names if not is_answered(self.data.get(self.add_prefix(name))))
        return next(unanswered, names[0])

    def _values(self, cleaned: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for question in self.questions:
            names = _field_names(question)
            if question.kind is QuestionKind.GRID:
                yield question.code, {code: cleaned[name] for code, name in names.items() if cleaned.get(name)}
            else:
                yield question.code, cleaned.get(question.code)
            if question.asks_words:
                yield question.code + WORDS, cleaned.get(_words_name(question), "")

    def _initial(self, start: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for question in self.questions:
            value = start.get(question.code)
            if question.kind is QuestionKind.GRID:
                yield from ((_row_name(question, code), given) for code, given in (value or {}).items())
            else:
                yield question.code, value
            yield _words_name(question), start.get(question.code + WORDS, "")

    def _part(self, question: QuestionOutline) -> AskedQuestion:
        fields = [self[name] for name in _field_names(question).values()]
        words = self[_words_name(question)] if question.asks_words else None
        return AskedQuestion(question, fields, words, conditions_in_words(self.outline, question))


def pages_of(outline: Outline, given: Mapping[str, Value]) -> list[tuple[int, list[QuestionOutline]]]:
    """Return (key of a section, its questions) for the sections that ask whoever gave these answers something.

    A question whose condition hangs on the same page is on it: the page hides it or says its condition.
    """
    asked = {question.code for question in asked_questions(outline, given)}
    pages = []
    for section in outline.sections:
        own = {question.code for question in section.questions}
        shown = [
            question
            for question in section.questions
            if question.code in asked or any(condition.asked in own for condition in question.conditions)
        ]
        if shown:
            pages.append((section.key, shown))
    return pages


def _fields(question: QuestionOutline) -> Iterator[tuple[str, forms.Field]]:
    make = partial(
        FIELDS[question.kind],
        required=question.is_required and not question.conditions,
        error_messages={"required": ONE_NEEDED if question.kind.has_choices else ANSWER_NEEDED},
    )
    lines = {row.code: row.wording for row in question.rows}
    for code, name in _field_names(question).items():
        yield name, make(question, label=lines.get(code, question.wording), help_text=question.help)
    if question.asks_words:
        yield _words_name(question), forms.CharField(label=PRECISE, required=False, max_length=SHORT)


def _one(question: QuestionOutline, **options) -> forms.Field:
    choices = [(choice.code, choice.label) for choice in question.choices]
    return forms.CharField(widget=forms.RadioSelect(choices=choices), **options)


def _several(question: QuestionOutline, **options) -> forms.Field:
    choices = [(choice.code, choice.label) for choice in question.choices]
    return forms.Field(widget=forms.CheckboxSelectMultiple(choices=choices), **options)


def _number(question: QuestionOutline, **options) -> forms.Field:
    return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}), **options)


def _commune(question: QuestionOutline, **options) -> forms.Field:
    communes = [("", "Choisir…"), *Commune.objects.values_list("pk", "name")]
    return forms.CharField(widget=forms.Select(choices=communes), **options)


def _short_text(question: QuestionOutline, **options) -> forms.Field:
    return forms.CharField(max_length=question.longest or SHORT, **options)


def _long_text(question: QuestionOutline, **options) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(widget=widget, max_length=question.longest or LONGEST_WORDS, **options)


FIELDS = {
    QuestionKind.ONE: _one,
    QuestionKind.SCALE: _one,
    QuestionKind.GRID: _one,
    QuestionKind.SEVERAL: _several,
    QuestionKind.NUMBER: _number,
    QuestionKind.COMMUNE: _commune,
    QuestionKind.SHORT_TEXT: _short_text,
    QuestionKind.LONG_TEXT: _long_text,
}


def _field_names(question: QuestionOutline) -> dict[str, str]:
    """Return code of a line → name of its field; one field under the code of the question without lines."""
    if question.kind is QuestionKind.GRID:
        return {row.code: _row_name(question, row.code) for row in question.rows}
    return {question.code: question.code}


def _row_name(question: QuestionOutline, row: str) -> str:
    return f"{question.code}{BETWEEN}{row}"


def _words_name(question: QuestionOutline) -> str:
    return f"{question.code}{BETWEEN}mots"
