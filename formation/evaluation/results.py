"""Results of the evaluations of a session. Under five answers nothing is shown, since one could guess the authors."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils import timezone

from formation.enrolment.models.enrolment import Enrolment
from formation.evaluation.access import may_answer
from formation.evaluation.enums import Agreement, Moment, Reuse
from formation.evaluation.kit_use import last_day_of, runners_of
from formation.evaluation.models import Evaluation
from formation.evaluation.questionnaires import QUESTIONNAIRES, EvaluationQuestion, Questionnaire
from formation.retention.enums import Category
from formation.retention.models import RetentionTerm
from formation.sessions.models.session import Session

FEWEST = 5


@dataclass(frozen=True, slots=True)
class SentenceResult:
    """Answers to a sentence: one count for each step, from « Pas du tout »."""

    question: EvaluationQuestion
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def favourable(self) -> int:
        """Percentage of people who rather or fully agree."""
        return round(100 * sum(self.counts[2:]) / self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class WordsResult:
    question: EvaluationQuestion
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Results of one moment. Under five answers `is_shown` is false and the rest is empty."""

    moment: Moment
    questionnaire: Questionnaire
    is_shown: bool = False
    answers: int = 0
    people: int = 0
    sentences: tuple[SentenceResult, ...] = ()
    reuse: tuple[tuple[Reuse, int], ...] = ()
    words: tuple[WordsResult, ...] = ()
    runners: int = 0

    @property
    def steps(self) -> list[Agreement]:
        return list(Agreement)


def results_of(session: Session, moment: Moment) -> Results:
    """Return the results of one moment, as `results_by_moment` does."""
    return results_by_moment(session)[moment]


def results_by_moment(session: Session, *, with_words: bool = True) -> dict[Moment, Results]:
    """Return the results of both moments, without the words from their term on. Five queries at most.

    Reads `half_days`. Papers give no words: without them the term is not read, which saves a query.
    """
    answers_by_moment = defaultdict(list)
    for answer in Evaluation.objects.filter(session=session).order_by("pk"):
        answers_by_moment[answer.moment].append(answer)
    if all(len(answers) < FEWEST for answers in answers_by_moment.values()):
        return {moment: Results(moment, QUESTIONNAIRES[moment]) for moment in Moment}
    people = may_answer(Enrolment.objects.filter(session=session)).count()
    has_words = with_words and not _words_are_over(session)
    return {
        moment: _results(session, moment, answers_by_moment[moment], people=people, has_words=has_words)
        for moment in Moment
    }


def _results(session: Session, moment: Moment, answers: list[Evaluation], *, people: int, has_words: bool) -> Results:
    questionnaire = QUESTIONNAIRES[moment]
    if len(answers) < FEWEST:
        return Results(moment, questionnaire)
    return Results(
        moment,
        questionnaire,
        is_shown=True,
        answers=len(answers),
        people=people,
        sentences=tuple(_sentence(question, answers) for question in questionnaire.sentences),
        reuse=_reuse(answers) if questionnaire.asks_reuse else (),
        words=tuple(_words(question, answers) for question in questionnaire.words) if has_words else (),
        runners=runners_of(session) if questionnaire.asks_reuse else 0,
    )


def _words_are_over(session: Session) -> bool:
    term = RetentionTerm.objects.of(Category.EVALUATIONS)
    return term.last_day(last_day_of(session)) < timezone.localdate()


def _sentence(question: EvaluationQuestion, answers: list[Evaluation]) -> SentenceResult:
    counts = Counter(getattr(answer, question.name) for answer in answers)
    return SentenceResult(question, tuple(counts[step] for step in Agreement))


def _reuse(answers: list[Evaluation]) -> tuple[tuple[Reuse, int], ...]:
    counts = Counter(answer.reuse for answer in answers)
    return tuple((choice, counts[choice]) for choice in Reuse)


def _words(question: EvaluationQuestion, answers: list[Evaluation]) -> WordsResult:
    """In the order of random keys, not of writing."""
    texts = (getattr(answer, question.name).strip() for answer in answers)
    return WordsResult(question, tuple(text for text in texts if text))
