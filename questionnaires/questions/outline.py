"""A version read whole, once: what forms, papers, checks of answers and results go through.

Immutable, so that a version in use is read once for many requests (`outline_of`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter

from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models import Choice, Question, QuestionCondition, QuestionnaireVersion, QuestionRow

# Outlines of versions in use, kept in memory.
KEPT = 64


@dataclass(frozen=True, slots=True)
class ChoiceOutline:
    key: int
    code: str
    label: str
    is_exclusive: bool = False
    asks_words: bool = False


@dataclass(frozen=True, slots=True)
class RowOutline:
    key: int
    code: str
    wording: str


@dataclass(frozen=True, slots=True)
class ConditionOutline:
    """`asked`: code of an earlier question; `codes`: choices, one of which has to be given."""

    asked: str
    codes: frozenset[str]


@dataclass(frozen=True)
class QuestionOutline:
    key: int
    code: str
    kind: QuestionKind
    wording: str
    help: str = ""
    is_required: bool = False
    lowest: int | None = None
    highest: int | None = None
    unit: str = ""
    longest: int | None = None
    choices: tuple[ChoiceOutline, ...] = ()
    rows: tuple[RowOutline, ...] = ()
    conditions: tuple[ConditionOutline, ...] = ()
    number: int = 0

    @cached_property
    def choice_by_code(self) -> Mapping[str, ChoiceOutline]:
        return {choice.code: choice for choice in self.choices}

    @property
    def asks_words(self) -> bool:
        """Whether people write beside one of its choices (« Autre, précisez »). Lines of a grid have no room for it."""
        return self.kind is not QuestionKind.GRID and any(choice.asks_words for choice in self.choices)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of its columns in a table: one, or one for each line of a grid, or each choice of several."""
        match self.kind:
            case QuestionKind.GRID:
                return tuple(f"{self.code}_{row.code}" for row in self.rows)
            case QuestionKind.SEVERAL:
                return tuple(f"{self.code}_{choice.code}" for choice in self.choices)
        return (self.code,)


@dataclass(frozen=True)
class SectionOutline:
    key: int
    title: str
    introduction: str
    questions: tuple[QuestionOutline, ...]


@dataclass(frozen=True)
class Outline:
    """A version: `sections` in order. Questions bear their number on paper and on the screen, from 1."""

    key: int
    title: str
    introduction: str
    thanks: str
    sections: tuple[SectionOutline, ...] = field(default=())

    @cached_property
    def questions(self) -> tuple[QuestionOutline, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_code(self) -> Mapping[str, QuestionOutline]:
        return {question.code: question for question in self.questions}

    @cached_property
    def by_key(self) -> Mapping[int, QuestionOutline]:
        return {question.key: question for question in self.questions}


def with_nothing_required(outline: Outline) -> Outline:
    """Return the outline of a version where any answer may be missing, as on paper."""
    sections = (
        replace(section, questions=tuple(replace(question, is_required=False) for question in section.questions))
        for section in outline.sections
    )
    return replace(outline, sections=tuple(sections))


def outline_of(version: QuestionnaireVersion) -> Outline:
    """Return the outline of a version. Five queries; none for a version in use that was read before."""
    return _kept_outline(version.pk, version.frozen) if version.is_frozen else read_outline(version)


@lru_cache(maxsize=KEPT)
def _kept_outline(key: int, frozen: datetime) -> Outline:
    return read_outline(QuestionnaireVersion.objects.select_related("questionnaire").get(pk=key, frozen=frozen))


def read_outline(version: QuestionnaireVersion) -> Outline:
    questions = defaultdict(list)
    rows = Question.objects.filter(version=version).order_by("section__rank", "section", "rank", "pk")
    parts = _Parts.of(version)
    for number, question in enumerate(rows, start=1):
        questions[question.section_id].append(parts.question(question, number))
    sections = tuple(
        SectionOutline(section.pk, section.title, section.introduction, tuple(questions[section.pk]))
        for section in version.sections.order_by("rank", "pk")
    )
    return Outline(version.pk, version.questionnaire.title, version.introduction, version.thanks, sections)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Choices, lines and conditions of a version, by question."""

    choices: Mapping[int, list[ChoiceOutline]]
    rows: Mapping[int, list[RowOutline]]
    conditions: Mapping[int, list[ConditionOutline]]

    @classmethod
    def of(cls, version: QuestionnaireVersion) -> "_Parts":
        choices, rows, conditions = defaultdict(list), defaultdict(list), defaultdict(list)
        for choice in Choice.objects.filter(question__version=version).order_by("question", "rank", "pk"):
            choices[choice.question_id].append(
                ChoiceOutline(choice.pk, choice.code, choice.label, choice.is_exclusive, choice.asks_words)
            )
        for row in QuestionRow.objects.filter(question__version=version).order_by("question", "rank", "pk"):
            rows[row.question_id].append(RowOutline(row.pk, row.code, row.wording))
        for question, asked, codes in _conditions_of(version):
            conditions[question].append(ConditionOutline(asked, codes))
        return cls(choices, rows, conditions)

    def question(self, question: Question, number: int) -> QuestionOutline:
        return QuestionOutline(
            question.pk,
            question.code,
            QuestionKind(question.kind),
            question.wording,
            question.help,
            question.is_required,
            question.lowest,
            question.highest,
            question.unit,
            question.longest,
            tuple(self.choices[question.pk]),
            tuple(self.rows[question.pk]),
            tuple(self.conditions[question.pk]),
            number,
        )


def _conditions_of(version: QuestionnaireVersion) -> Iterator[tuple[int, str, frozenset[str]]]:
    """Yield the key of a question, the code of the one on which it depends, and the choices; one query."""
    conditions = QuestionCondition.objects.filter(question__version=version).order_by("question", "pk")
    rows = conditions.values_list("question", "pk", "asked__code", "choices__code")
    for (question, _, asked), found in groupby(rows, key=itemgetter(0, 1, 2)):
        # A condition that no choice holds yet is told as a fault.
        yield question, asked, frozenset(code for *_, code in found if code)
