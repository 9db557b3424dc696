"""Who answers for a question, and who may take it in hand."""

from django.db.models import OuterRef, QuerySet
from django.db.models.functions import Coalesce

from forums.enums import ForumKind
from forums.threads.clock.enums import ClockStep
from forums.threads.clock.models import QuestionWatch
from forums.threads.forums.permissions import watches_forum
from forums.threads.topics.models import Topic
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.permissions import watches_any_territory


def sees_waiting_questions(user) -> bool:
    """Territorial animators and coordinators."""
    return watches_any_territory(user)


def may_take(user, topic: Topic) -> bool:
    """Those who watch over the forum, but not for a question of their own."""
    return topic.is_question and topic.author_id != user.pk and watches_forum(user, topic.forum)


def in_charge(watch: QuestionWatch, step: ClockStep) -> QuerySet[Member]:
    """Return those who answer for the question at `step` and may read it. Whoever asked is none of them."""
    positions = Position.objects.live()
    if step == ClockStep.COORDINATION:
        positions = positions.filter(role=Role.COORDINATOR)
    else:
        positions = positions.filter(role=Role.TERRITORIAL, territory=watch.territory_id)
    readers = watch.topic.forum.readers().filter(pk__in=positions.values("member"))
    return readers.exclude(pk=watch.topic.author_id) if watch.topic.author_id else readers


def territorial_animators() -> QuerySet[Position]:
    """Return the positions, of a row of topics, that answer for the question at the first step, but in a project."""
    positions = Position.objects.live().filter(role=Role.TERRITORIAL, territory=OuterRef("watch__territory"))
    return positions.filter(member__is_active=True).exclude(member=Coalesce(OuterRef("author"), 0))


def next_step(watch: QuestionWatch) -> ClockStep | None:
    """Return where the question climbs next; None after the coordination.

    The territorial animators are left out where there is none, and where somebody has the question in hand.
    """
    match watch.step:
        case ClockStep.ASKED if not watch.taken_by_id and _has_animator(watch):
            return ClockStep.TERRITORY
        case ClockStep.COORDINATION:
            return None
        case _:
            return ClockStep.COORDINATION


def _has_animator(watch: QuestionWatch) -> bool:
    """Say whether somebody answers for the question at the first step. No query where `find_topic` has counted."""
    if watch.topic.forum.kind != ForumKind.PROJECT and hasattr(watch.topic, "has_animator"):
        return watch.topic.has_animator
    return watch.territory_id is not None and in_charge(watch, ClockStep.TERRITORY).exists()
