"""Hide a message, show it again."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alertes.channels.notices import services as notices
from forums.enums import TopicStatus
from forums.messages.corrections.services import update_status
from forums.messages.mentions import withdraw_mentions
from forums.messages.posts.models import Post
from forums.messages.posts.notices import event_keys
from forums.messages.solutions.services import unmark
from forums.moderation.enums import ActionKind, ReportOutcome
from forums.moderation.models import ModerationAction
from forums.moderation.notices import notify_author
from forums.moderation.services.reports import locked_post, settle_open
from reseau.people.members.models.member import Member
from search.index.sync import drain_at_once

HIDDEN = "Le message est masqué\u00a0: la modération a écrit à la personne."


@transaction.atomic
def hide(*, post: Post, by: Member, reason: str, words: str) -> ModerationAction:
    """Hide a message from readers, and write `words` to its author, who still reads it. Open reports are settled.

    Raises ValidationError if it has no text any more, or is hidden already.
    """
    post = locked_post(post=post, by=by)
    if not post.is_standing:
        raise ValidationError("Ce message est déjà masqué, ou n’a plus de texte.", code="hidden")
    topic = post.topic
    is_solution = topic.solution_id == post.pk
    if is_solution:
        unmark(topic=topic)
        topic.refresh_from_db(fields=["solution", "status"])
    for key in event_keys(post=post):
        notices.take_back_notice(key=key)
    withdraw_mentions(post=post)
    post.hidden = timezone.now()
    post.save(update_fields=["hidden"])
    update_status(topic=topic)
    action = ModerationAction.objects.create(
        kind=ActionKind.HIDE,
        by=by,
        forum=topic.forum,
        topic=topic,
        post=post,
        member=post.author,
        reason=reason,
        words=words,
        state={"solution": is_solution},
    )
    settle_open(post=post, outcome=ReportOutcome.ACTED, answer=HIDDEN)
    text = f"La modération a masqué votre message dans «\u00a0{topic.title}\u00a0»"
    notify_author(action=action, text=text, url=post.get_absolute_url())
    forget_in_search()
    return action


@transaction.atomic
def show(*, post: Post, by: Member) -> ModerationAction:
    """Show a hidden message again; it is the solution again if it was, and nothing else has been chosen meanwhile."""
    post = locked_post(post=post, by=by)
    if not post.hidden:
        raise ValidationError("Ce message n’est plus masqué.", code="shown")
    topic = post.topic
    post.hidden = None
    post.save(update_fields=["hidden"])
    update_status(topic=topic)
    hiding = post.moderation_actions.standing().filter(kind=ActionKind.HIDE).first()
    if hiding:
        hiding.undone = timezone.now()
        hiding.save(update_fields=["undone"])
        if hiding.state.get("solution") and not post.withdrawn and topic.is_question and not topic.solution_id:
            topic.solution, topic.status = post, TopicStatus.SOLVED
            topic.save(update_fields=["solution", "status"])
    action = ModerationAction.objects.create(
        kind=ActionKind.SHOW, by=by, forum=topic.forum, topic=topic, post=post, member=post.author
    )
    text = f"Votre message dans «\u00a0{topic.title}\u00a0» est de nouveau visible"
    notify_author(action=action, text=text, url=post.get_absolute_url())
    return action


def forget_in_search() -> None:
    """Take the text out of the index as soon as the change is committed, without waiting for the worker; if that fails
    (a busy index), the worker does it.
    """
    drain_at_once()


def words_to_author(*, posts: Iterable[Post], user: Member) -> dict[int, str]:
    """Return what moderation wrote to `user` about their hidden ones among `posts`. No query if there is none."""
    keys = [post.pk for post in posts if post.hidden and post.author_id == user.pk]
    if not keys:
        return {}
    hidings = ModerationAction.objects.standing().filter(post__in=keys, kind=ActionKind.HIDE).order_by("at")
    return dict(hidings.values_list("post", "words"))
