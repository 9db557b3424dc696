"""Read a held message: publish it, as its author would have; or refuse it, with a word to them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from forums.enums import TopicKind
from forums.messages.corrections.services import edit_post
from forums.messages.files.models import PostFile
from forums.messages.first_links.models import HeldMessage
from forums.messages.first_links.notices import lessen_waiting
from forums.messages.first_links.permissions import may_review
from forums.messages.first_links.services import DECIDED
from forums.messages.posts.models import Post
from forums.messages.posts.services import answer, open_topic
from forums.moderation.enums import ActionKind
from forums.moderation.models import ModerationAction
from forums.moderation.notices import notify_author
from forums.threads.forums.models import Forum
from forums.threads.polls.terms import PollTerms
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member

NOT_YOURS = "Vous ne relisez pas ce message."


@transaction.atomic
def publish(*, held: HeldMessage, by: Member) -> Post:
    """Publish a held message now, announced as any other. Raises ValidationError if it waits no more, and for what
    refuses any message: a topic closed meanwhile, a poll whose last day is past.
    """
    held = _locked(held, by)
    post = _published(held)
    topic = post.topic
    action = ModerationAction.objects.create(
        kind=ActionKind.PUBLISH, by=by, forum=topic.forum, topic=topic, post=post, member=held.author
    )
    held.delete()
    text = f"Votre message dans «\u00a0{topic.title}\u00a0» est publié\u00a0: quelqu’un l’a relu"
    notify_author(action=action, text=text, url=post.get_absolute_url())
    lessen_waiting(forum=topic.forum)
    return post


@transaction.atomic
def refuse(*, held: HeldMessage, by: Member, reason: str, words: str) -> ModerationAction:
    """Keep a held message out of the forum; its author still reads it, with `words`. Raises ValidationError if it waits
    no more.
    """
    held = _locked(held, by)
    held.refused, held.words = timezone.now(), words
    held.save(update_fields=["refused", "words"])
    forum = held.place_forum
    action = ModerationAction.objects.create(
        kind=ActionKind.REFUSE,
        by=by,
        forum=forum,
        topic=held.place_topic,
        post=held.post,
        member=held.author,
        reason=reason,
        words=words,
    )
    text = f"Votre message «\u00a0{held.shown_title}\u00a0» n’est pas publié"
    notify_author(action=action, text=text, url=held.get_absolute_url())
    lessen_waiting(forum=forum)
    return action


def _locked(held: HeldMessage, by: Member) -> HeldMessage:
    """Lock the forum or the topic, then the message: who decides waits for who moves or unites topics."""
    if held.place_topic:
        list(Topic.objects.select_for_update().filter(pk=held.place_topic.pk))
    else:
        list(Forum.objects.select_for_update().filter(pk=held.forum_id))
    HeldMessage.objects.select_for_update(of=("self",)).filter(pk=held.pk).first()
    fresh = HeldMessage.objects.with_places().waiting().filter(pk=held.pk).first()
    if fresh is None:
        raise ValidationError(DECIDED, code="decided")
    if not may_review(by, fresh):
        raise ValidationError(NOT_YOURS, code="review")
    return fresh


def _published(held: HeldMessage) -> Post:
    files = list(held.files.all())
    if held.post_id:
        kept = PostFile.objects.filter(post=held.post_id, pk__in=held.details.get("files", []))
        return edit_post(post=held.post, body=held.body, files=[*kept, *files], is_reviewed=True)
    if held.topic_id:
        return answer(topic=held.topic, author=held.author, body=held.body, files=files, is_reviewed=True)
    poll = held.details.get("poll")
    topic = open_topic(
        forum=held.forum,
        author=held.author,
        kind=TopicKind(held.kind),
        title=held.title,
        body=held.body,
        tags=held.tags,
        poll=PollTerms(poll["choices"], date.fromisoformat(poll["closes"]), poll["several"]) if poll else None,
        files=files,
        is_reviewed=True,
    )
    return topic.posts.select_related("topic__forum").earliest("pk")
