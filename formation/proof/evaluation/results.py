"""Results of the evaluations of a session. Under five answers nothing is shown, since one could guess the authors.

Answers to all versions of a questionnaire count together, by code of question, in the order of the version in use.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from formation.proof.evaluation.access import may_answer
from formation.proof.evaluation.enums import Agreement, Moment
from formation.proof.evaluation.kit_use import last_day_of, runners_of
from formation.proof.evaluation.models import Evaluation
from formation.proof.evaluation.questionnaires import (
    REUSE,
    STEP_CODES,
    comments_of,
    current_outlines,
    sentences_of,
    tallied_questions,
)
from formation.proof.retention.enums import Category
from formation.proof.retention.models import RetentionTerm
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.session import Session
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline, QuestionOutline

FEWEST = 5
ANSWERS = "response__answers"


@dataclass(frozen=True, slots=True)
class SentenceResult:
    """Answers to a sentence: one count for each step, from « Pas du tout »."""

    question: QuestionOutline
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def favourable(self) -> int:
        """Percentage of people who rather or fully agree."""
        return round(100 * sum(self.counts[2:]) / self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class TallyResult:
    """Number of people for each answer: a choice, a number, a choice on a line of a grid."""

    code: str
    wording: str
    counts: tuple[tuple[str, int], ...]

    @property
    def is_of_reuse(self) -> bool:
        return self.code == REUSE


@dataclass(frozen=True, slots=True)
class WordsResult:
    question: QuestionOutline
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Results of one moment. Under five answers `is_shown` is false and the rest is empty."""

    moment: Moment
    is_shown: bool = False
    answers: int = 0
    people: int = 0
    sentences: tuple[SentenceResult, ...] = ()
    tallies: tuple[TallyResult, ...] = ()
    words: tuple[WordsResult, ...] = ()
    runners: int = 0

    @property
    def steps(self) -> list[Agreement]:
        return list(Agreement)


@dataclass(slots=True)
class MomentAnswers:
    """What was answered at one moment, by code of question."""

    responses: set[int] = field(default_factory=set)
    respondents: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    choices: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    numbers: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(
        self, response: int, question: str, row: str | None, choice: str | None, number: int | None, text: str | None
    ) -> None:
        self.responses.add(response)
        self.respondents[question].add(response)
        if choice is not None:
            self.choices[f"{question}_{row}" if row else question][choice] += 1
        if number is not None:
            self.numbers[question][number] += 1
        # Written for itself, or beside a choice.
        if text and text.strip():
            self.texts[question].append(text.strip())

    def enough(self, questions: tuple[QuestionOutline, ...]) -> list[QuestionOutline]:
        """Return the questions that five people answered: a new one may have been asked to the last ones only."""
        return [question for question in questions if len(self.respondents[question.code]) >= FEWEST]


def results_of(session: Session, moment: Moment) -> Results:
    """Return the results of one moment, as `results_by_moment` does."""
    return results_by_moment(session)[moment]


def results_by_moment(session: Session, *, with_words: bool = True) -> dict[Moment, Results]:
    """Return the results of both moments, without the words from their term on. Six queries at most.

    Reads `half_days`. Papers give no words: without them the term is not read, which saves a query.
    """
    given = _answers_by_moment(session)
    if all(len(answers.responses) < FEWEST for answers in given.values()):
        return {moment: Results(moment) for moment in Moment}
    outlines = current_outlines()
    people = may_answer(Enrolment.objects.filter(session=session)).count()
    has_words = with_words and not _words_are_over(session)
    runners = runners_of(session) if len(given[Moment.COLD].responses) >= FEWEST else 0
    return {
        moment: _results(
            moment,
            outlines[moment],
            given[moment],
            people=people,
            has_words=has_words,
            runners=runners if moment == Moment.COLD else 0,
        )
        for moment in Moment
    }


def _answers_by_moment(session: Session) -> dict[Moment, MomentAnswers]:
    """Read the answers in the order of random keys, not of writing. One query."""
    given = {moment: MomentAnswers() for moment in Moment}
    columns = [f"{ANSWERS}__{name}" for name in ("question__code", "row__code", "choice__code", "number", "text")]
    rows = Evaluation.objects.filter(session=session).order_by("pk").values_list("moment", "pk", *columns)
    for moment, *answer in rows:
        given[Moment(moment)].add(*answer)
    return given


def _results(
    moment: Moment, outline: Outline, given: MomentAnswers, *, people: int, has_words: bool, runners: int
) -> Results:
    if len(given.responses) < FEWEST:
        return Results(moment)
    return Results(
        moment,
        is_shown=True,
        answers=len(given.responses),
        people=people,
        sentences=tuple(_sentence(question, given) for question in given.enough(sentences_of(outline))),
        tallies=tuple(
            tally for question in given.enough(tallied_questions(outline)) for tally in _tallies(question, given)
        ),
        words=tuple(_words(question, given) for question in comments_of(outline)) if has_words else (),
        runners=runners,
    )


def _words_are_over(session: Session) -> bool:
    term = RetentionTerm.objects.of(Category.EVALUATIONS)
    return term.last_day(last_day_of(session)) < timezone.localdate()


def _sentence(question: QuestionOutline, given: MomentAnswers) -> SentenceResult:
    return SentenceResult(question, tuple(given.choices[question.code][code] for code in STEP_CODES))


def _tallies(question: QuestionOutline, given: MomentAnswers) -> Iterator[TallyResult]:
    """Yield the tally of a question, or one for each line of a grid."""
    if question.kind is QuestionKind.NUMBER:
        numbers = sorted(given.numbers[question.code].items())
        counts = tuple((f"{number} {question.unit}".strip(), count) for number, count in numbers)
        yield TallyResult(question.code, question.wording, counts)
        return
    for code, wording in _lines(question):
        counts = given.choices[code]
        yield TallyResult(code, wording, tuple((choice.label, counts[choice.code]) for choice in question.choices))


def _lines(question: QuestionOutline) -> list[tuple[str, str]]:
    """Return (code, wording) of what is answered: the question, or the lines of a grid."""
    if question.kind is QuestionKind.GRID:
        return [(f"{question.code}_{row.code}", f"{question.wording} {row.wording}") for row in question.rows]
    return [(question.code, question.wording)]


def _words(question: QuestionOutline, given: MomentAnswers) -> WordsResult:
    return WordsResult(question, tuple(given.texts[question.code]))
