"""A variable: a question of a survey, or a line of a grid, with the categories that its answers sort people into."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from enquetes.design.variables.commune_size import BRACKETS
from enquetes.design.variables.models import AnswerCode
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import ChoiceOutline, Outline, QuestionOutline, RowOutline
from reseau.places.models.commune import Territory


@dataclass(frozen=True, slots=True)
class AnswerCategory:
    """`key`: of the choice, the territory or the bracket. `code` names it in files."""

    key: int
    code: str
    wording: str


# Behind the code of a question: no code of a question has a dot.
SIZE, CODES = ".taille", ".codes"


@dataclass(frozen=True)
class Variable:
    """`row`: the line, for a grid. Communes are sorted by territory, or else `by_size`.

    `is_coded`: texts sorted by hand, see `coded_question`.
    """

    question: QuestionOutline
    categories: tuple[AnswerCategory, ...]
    row: RowOutline | None = None
    by_size: bool = False
    is_coded: bool = False

    @property
    def code(self) -> str:
        """The name of its column in files."""
        if self.by_size:
            return self.question.code + SIZE
        if self.is_coded:
            return self.question.code + CODES
        return f"{self.question.code}_{self.row.code}" if self.row else self.question.code

    @property
    def wording(self) -> str:
        if self.by_size:
            return f"{self.question.wording} (taille de la commune)"
        return f"{self.question.wording} {self.row.wording}" if self.row else self.question.wording

    @property
    def is_several(self) -> bool:
        """Whether a person may be in several categories."""
        return self.question.kind is QuestionKind.SEVERAL

    @property
    def path(self) -> str:
        """The query path from an answer to the key of its category."""
        if self.is_coded:
            return "given_codes__code"
        if self.question.kind is not QuestionKind.COMMUNE:
            return "choice"
        return "commune__population__size_bracket" if self.by_size else "commune__territory"

    @cached_property
    def by_key(self) -> dict[int, AnswerCategory]:
        return {category.key: category for category in self.categories}


def variables_of(outline: Outline, *, has_coded_texts: bool = True) -> list[Variable]:
    """Return every variable of a version, in the order of its questions.

    One query where communes are asked, one where texts are, unless it is known that no text has a code.
    """
    coded = coded_questions(outline) if has_coded_texts else {}
    return [
        variable
        for question in outline.questions
        for variable in (_coded(coded[question.code]) if question.code in coded else _variables(question))
    ]


def variable_of(outline: Outline, code: str) -> Variable | None:
    """Return the variable with this code; None for another, or a question whose answers are numbers or texts."""
    return next((variable for variable in variables_of(outline) if variable.code == code), None)


def _variables(question: QuestionOutline) -> Iterator[Variable]:
    match question.kind:
        case QuestionKind.COMMUNE:
            territories = Territory.objects.all()
            yield Variable(question, tuple(AnswerCategory(place.pk, place.slug, place.name) for place in territories))
            sizes = (AnswerCategory(key, code, words) for key, (code, words) in enumerate(BRACKETS))
            yield Variable(question, tuple(sizes), by_size=True)
        case QuestionKind.GRID:
            for row in question.rows:
                yield Variable(question, _choices(question), row)
        case QuestionKind.ONE | QuestionKind.SEVERAL | QuestionKind.SCALE:
            yield Variable(question, _choices(question))


def coded_questions(outline: Outline) -> dict[str, QuestionOutline]:
    """Return, by code, the questions of text whose answers have codes, as questions of several choices. One query."""
    texts = [question for question in outline.questions if question.kind.has_words]
    codes: dict[int, list[ChoiceOutline]] = defaultdict(list)
    if texts:
        rows = AnswerCode.objects.filter(question__version=outline.key).order_by("question", "rank", "pk")
        for question, key, code, label in rows.values_list("question", "pk", "code", "label"):
            codes[question].append(ChoiceOutline(key, code, label))
    return {each.code: _as_several(each, codes[each.key]) for each in texts if each.key in codes}


def _as_several(question: QuestionOutline, choices: Sequence[ChoiceOutline]) -> QuestionOutline:
    wording = f"{question.wording} (réponses codées)"
    return replace(question, kind=QuestionKind.SEVERAL, wording=wording, choices=tuple(choices))


def _coded(question: QuestionOutline) -> Iterator[Variable]:
    yield Variable(question, _choices(question), is_coded=True)


def _choices(question: QuestionOutline) -> tuple[AnswerCategory, ...]:
    return tuple(AnswerCategory(choice.key, choice.code, choice.label) for choice in question.choices)
