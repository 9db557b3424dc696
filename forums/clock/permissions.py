"""Who answers for a question, and who may take it in hand."""

from django.db.models import QuerySet

from forums.clock.enums import Step
from forums.clock.models import QuestionWatch
from forums.forums.permissions import watches_forum
from forums.topics.models import Topic
from reseau.enums import Role
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.permissions import watches_any_territory


def sees_waiting_questions(user) -> bool:
    """Territorial animators and coordinators."""
    return watches_any_territory(user)


def may_take(user, topic: Topic) -> bool:
    """Those who watch over the forum, but not for a question of their own."""
    return topic.is_question and topic.author_id != user.pk and watches_forum(user, topic.forum)


def in_charge(watch: QuestionWatch, step: Step) -> QuerySet[Member]:
    """Return those who answer for the question at `step` and may read it. Whoever asked is none of them."""
    positions = Position.objects.live()
    if step == Step.COORDINATION:
        positions = positions.filter(role=Role.COORDINATOR)
    else:
        positions = positions.filter(role=Role.TERRITORIAL, territory=watch.territory_id)
    readers = watch.topic.forum.readers().filter(pk__in=positions.values("member"))
    return readers.exclude(pk=watch.topic.author_id) if watch.topic.author_id else readers


def next_step(watch: QuestionWatch) -> Step | None:
    """Return where the question climbs next; None after the coordination. One query at the first step.

    The territorial animators are left out where there is none, and where somebody has the question in hand.
    """
    match watch.step:
        case Step.ASKED if not watch.taken_by_id and watch.territory_id and in_charge(watch, Step.TERRITORY).exists():
            return Step.TERRITORY
        case Step.COORDINATION:
            return None
        case _:
            return Step.COORDINATION
