"""What becomes of a question that waits, as its page says it to whoever asked and to those who watch over it."""

from dataclasses import dataclass

from forums.enums import TopicStatus
from forums.threads.clock.enums import ClockStep
from forums.threads.clock.models import QuestionWatch
from forums.threads.clock.permissions import may_take, next_step
from forums.threads.topics.models import Topic
from reseau.texts.elision import of_place
from reseau.texts.wording import day_in_full

COORDINATION = "la coordination départementale"


@dataclass(frozen=True, slots=True)
class Outlook:
    """`now`: who has it; `after`: what happens without an answer, empty if nothing more does."""

    watch: QuestionWatch
    now: str
    after: str
    may_take: bool


def outlook_of(topic: Topic, user) -> Outlook | None:
    """Return the outlook of a question without an answer, for those whom it concerns. No query after `find_topic`."""
    if not topic.is_question or topic.status != TopicStatus.OPEN:
        return None
    takes = may_take(user, topic)
    if not takes and topic.author_id != user.pk:
        return None
    watch = getattr(topic, "watch", None)
    return watch and Outlook(watch, _now(watch, user), _after(watch), takes)


def _now(watch: QuestionWatch, user) -> str:
    if watch.taken_by_id:
        return "Vous vous en occupez." if watch.taken_by_id == user.pk else f"{watch.taken_by} s’en occupe."
    if watch.step == ClockStep.ASKED:
        return "La question est annoncée à ceux qui suivent ce forum et à ceux qui y veillent."
    where = COORDINATION if watch.step == ClockStep.COORDINATION else _territory(watch)
    return f"La question est montée à {where} le {day_in_full(watch.climbed, 'l j F')}."


def _after(watch: QuestionWatch) -> str:
    step = next_step(watch)
    if step is None:
        return ""
    where = COORDINATION if step == ClockStep.COORDINATION else _territory(watch)
    return f"Sans réponse, elle ira le {day_in_full(watch.due, 'l j F')} à {where}."


def _territory(watch: QuestionWatch) -> str:
    return f"l’animation du territoire {of_place(watch.territory.name)}" if watch.territory else COORDINATION
