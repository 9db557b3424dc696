"""Undo what was done to a topic, as long as nothing else happened to it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from forums.moderation.enums import OF_TOPICS, ActionKind
from forums.moderation.models import ModerationAction
from forums.moderation.services.topic_rows import absorb, count_again, give_back, locked_topics, solve
from forums.threads.clock.services import restart_clock
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from forums.threads.topics.services import readdress
from reseau.people.members.models.member import Member

TOO_LATE = "Autre chose est arrivé à ce sujet depuis\u00a0: cela ne s’annule plus. Faites le geste inverse."


@transaction.atomic
def undo(*, action: ModerationAction, by: Member) -> ModerationAction:
    """Undo an act on a topic. Raises ValidationError if it is undone already, or if something happened since."""
    action = ModerationAction.objects.select_related("topic", "forum").get(pk=action.pk)
    if action.topic is None or action.kind not in OF_TOPICS:
        raise ValidationError(TOO_LATE, code="late")
    others = Topic.objects.filter(pk=action.state.get("made", 0))
    topic, *made = locked_topics(topics=[action.topic, *others], by=by, forums=[action.forum])
    action = ModerationAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if action.undone:
        raise ValidationError("C’est déjà annulé.", code="undone")
    later = ModerationAction.objects.standing().filter(kind__in=OF_TOPICS, topic__in=[topic, *made], pk__gt=action.pk)
    if later.exists() or action.state.get("at") != topic.pk:
        raise ValidationError(TOO_LATE, code="late")
    UNDOERS[ActionKind(action.kind)](action, topic)
    action.undone = timezone.now()
    action.save(update_fields=["undone"])
    return action


def _move_back(action: ModerationAction, topic: Topic) -> None:
    if topic.forum_id != action.other_forum_id:
        raise ValidationError(TOO_LATE, code="late")
    readdress(topic=topic, forum=Forum.objects.get(pk=action.forum_id), title=topic.title)
    restart_clock(topic=topic)


def _name_back(action: ModerationAction, topic: Topic) -> None:
    if not action.state.get("title"):
        raise ValidationError("Rien n’a été gardé de l’ancien titre.", code="forgotten")
    readdress(topic=topic, forum=topic.forum, title=action.state["title"])


def _part(action: ModerationAction, topic: Topic) -> None:
    """Give a united topic back."""
    state, before = action.state, action.state["target"]
    if topic.post_count != state["count"] or topic.posts.filter(pk__in=state["posts"]).count() != len(state["posts"]):
        raise ValidationError(TOO_LATE, code="late")
    solved = topic.solution_id
    solve(topic=topic, solution=None)
    give_back(state=state, target=topic)
    solve(topic=topic, solution=before["solution"] or (solved if solved not in state["posts"] else None))
    count_again(topic=topic)


def _reunite(action: ModerationAction, topic: Topic) -> None:
    """Bring the messages of a topic that was made of them back."""
    made = Topic.objects.select_related("forum").filter(pk=action.state["made"]).first()
    if made is None or made.post_count != action.state["count"]:
        raise ValidationError(TOO_LATE, code="late")
    solution = topic.solution_id or action.state["solution"]
    absorb(source=made, target=topic)
    solve(topic=topic, solution=solution)
    count_again(topic=topic)


def _open(action: ModerationAction, topic: Topic) -> None:
    topic.locked = None
    topic.save(update_fields=["locked"])


def _lock(action: ModerationAction, topic: Topic) -> None:
    topic.locked = timezone.now()
    topic.save(update_fields=["locked"])


UNDOERS = {
    ActionKind.MOVE: _move_back,
    ActionKind.RENAME: _name_back,
    ActionKind.MERGE: _part,
    ActionKind.SPLIT: _reunite,
    ActionKind.LOCK: _open,
    ActionKind.UNLOCK: _lock,
}
