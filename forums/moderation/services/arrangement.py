"""Move a topic, give it another title, unite two topics, make one of some messages, lock one and open it again."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alertes.choices.subscriptions.followers import followers
from alertes.choices.subscriptions.services import follow
from alertes.occasions.letters.services import forget_letter_lines
from forums.enums import TopicKind
from forums.messages.posts.models import Post
from forums.moderation.enums import ActionKind
from forums.moderation.models import ModerationAction
from forums.moderation.notices import notify_moved
from forums.moderation.services.topic_rows import absorb, count_again, locked_topics, solve, subject_of
from forums.threads.clock.services import restart_clock
from forums.threads.forums.models import Forum
from forums.threads.tags.services import put_tags
from forums.threads.topics.models import Topic
from forums.threads.topics.services import readdress
from forums.threads.topics.slugs import free_slug
from reseau.people.members.models.member import Member

POLL_STAYS = "Le plus récent des deux est un sondage\u00a0: réunis, on n’y voterait plus. Ils restent deux."


@dataclass(frozen=True, slots=True)
class AudiencePreview:
    """Of those who follow a topic or wrote in it, how many would still read it elsewhere, and how many would not."""

    staying: int
    leaving: int


def preview_audience(*, topic: Topic, forum: Forum) -> AudiencePreview:
    """Count who would lose a topic in `forum`. Two queries."""
    concerned = people_of(topic=topic)
    total, staying = concerned.count(), concerned.filter(pk__in=forum.readers().values("pk")).count()
    return AudiencePreview(staying, total - staying)


def people_of(*, topic: Topic):
    """Return those who read the topic today and follow it, or wrote in it."""
    concerned = followers(subject_of(topic=topic)) | Member.objects.filter(pk__in=topic.posts.values("author"))
    return Member.objects.filter(pk__in=concerned.values("pk")) & topic.forum.readers()


@transaction.atomic
def move(*, topic: Topic, forum: Forum, by: Member, reason: str) -> ModerationAction:
    """Move a topic to another forum; its former address still leads there. Those who no longer read it are told."""
    (topic,) = locked_topics(topics=[topic], by=by, forums=[forum])
    if topic.forum_id == forum.pk:
        raise ValidationError("Ce sujet est déjà dans ce forum.", code="same")
    former, concerned = topic.forum, set(people_of(topic=topic).values_list("pk", flat=True))
    readdress(topic=topic, forum=forum, title=topic.title)
    restart_clock(topic=topic)
    action = _note(ActionKind.MOVE, topic, by, reason, forum=former, other_forum=forum)
    notify_moved(action=action, concerned=concerned)
    return action


@transaction.atomic
def rename(*, topic: Topic, title: str, by: Member, reason: str, forget: bool = False) -> ModerationAction:
    """Give a topic another title. With `forget`, nothing is kept of the former one, nor of the addresses made from it:
    it named somebody.
    """
    (topic,) = locked_topics(topics=[topic], by=by)
    if topic.title == title:
        raise ValidationError("C’est déjà son titre.", code="same")
    state = {} if forget else {"title": topic.title}
    readdress(topic=topic, forum=topic.forum, title=title, keep_former=not forget)
    if forget:
        topic.moderation_actions.filter(kind=ActionKind.RENAME).update(state={})
        forget_letter_lines(key=f"topic:{topic.pk}")
    return _note(ActionKind.RENAME, topic, by, reason, state=state)


@transaction.atomic
def set_lock(*, topic: Topic, by: Member, is_locked: bool, reason: str = "") -> ModerationAction:
    """Lock a topic, which people then only read, or open it again."""
    (topic,) = locked_topics(topics=[topic], by=by)
    if bool(topic.locked) == is_locked:
        raise ValidationError("Ce sujet est déjà fermé." if is_locked else "Ce sujet est déjà ouvert.", code="same")
    topic.locked = timezone.now() if is_locked else None
    topic.save(update_fields=["locked"])
    return _note(ActionKind.LOCK if is_locked else ActionKind.UNLOCK, topic, by, reason)


@transaction.atomic
def merge(*, topic: Topic, other: Topic, by: Member, reason: str) -> ModerationAction:
    """Unite two topics: the older one, whose question comes first, takes in the messages of the other, by date.

    Its solution stays; without one, a question takes that of the other. Raises ValidationError for a topic and
    itself, and for a younger one that is a poll: there would be no place for its votes.
    """
    if topic.pk == other.pk:
        raise ValidationError("Choisissez un autre sujet que celui-ci.", code="same")
    pair = locked_topics(topics=[topic, other], by=by)
    target, source = sorted(pair, key=lambda one: (one.created, one.pk))
    if source.kind == TopicKind.POLL:
        raise ValidationError(POLL_STAYS, code="poll")
    former, concerned = source.forum, set(people_of(topic=source).values_list("pk", flat=True))
    solution = target.solution_id or (source.solution_id if source.is_question else None)
    state = absorb(source=source, target=target)
    solve(topic=target, solution=solution)
    count_again(topic=target)
    state["count"] = target.post_count
    action = _note(ActionKind.MERGE, target, by, reason, forum=former, other_forum=target.forum, state=state)
    notify_moved(action=action, concerned=concerned)
    return action


@transaction.atomic
def split(
    *, topic: Topic, posts: Sequence[Post], title: str, kind: TopicKind, forum: Forum, by: Member, reason: str
) -> ModerationAction:
    """Make a new topic of some messages. Who follows the first one follows both. A solution that leaves is one no more.

    Raises ValidationError without a message, or with that which opens the topic.
    """
    (topic,) = locked_topics(topics=[topic], by=by, forums=[forum])
    chosen = list(topic.posts.filter(pk__in=[post.pk for post in posts]).select_related("author"))
    if not chosen:
        raise ValidationError("Choisissez au moins un message.", code="none")
    if topic.posts.first() in chosen:
        raise ValidationError("Le premier message reste\u00a0: sans lui, le sujet n’en est plus un.", code="first")
    first, before = chosen[0], topic.solution_id
    made = Topic.objects.create(
        forum=forum,
        author=first.author,
        author_name=first.author_name,
        kind=kind,
        title=title,
        slug=free_slug(forum, title),
        created=first.created,
    )
    put_tags(topic=made, names=topic.tags.values_list("name", flat=True))
    concerned = set(people_of(topic=topic).values_list("pk", flat=True))
    Post.objects.filter(pk__in=[post.pk for post in chosen]).update(topic=made)
    solve(topic=topic, solution=before)
    for counted in (topic, made):
        count_again(topic=counted)
    for member in followers(subject_of(topic=topic)):
        follow(member=member, subject=subject_of(topic=made), is_implied=True)
    state = {"made": made.pk, "solution": before, "count": made.post_count}
    action = _note(ActionKind.SPLIT, topic, by, reason, other_forum=forum, state=state)
    notify_moved(action=action, concerned=concerned, topic=made)
    return action


def _note(kind: ActionKind, topic: Topic, by: Member, reason: str, **others) -> ModerationAction:
    others = {"forum": topic.forum, "state": {}} | others
    others["state"] = {"at": topic.pk} | others["state"]
    return ModerationAction.objects.create(kind=kind, by=by, topic=topic, reason=reason, **others)
