"""Open a topic, answer.

`at` dates an act in the past (demo, import); `notify=False` tells nobody.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alertes.notices import services as notices
from forums.enums import TopicKind, TopicStatus
from forums.events import OWN_TOPIC_ANSWERED, TOPIC_ANSWERED
from forums.files.models import PostFile
from forums.files.services import join_files
from forums.forums.models import Forum
from forums.mentions.services import notify_mentioned
from forums.posts.models import Post
from forums.readings.services import note_reading
from forums.tags.services import set_tags
from forums.topics.models import Topic
from forums.topics.permissions import kinds_to_open
from forums.topics.slugs import free_slug
from reseau.markdown.html import to_html
from reseau.members.models.member import Member

# The same words from the same person within this time are one message sent twice.
DOUBLE_SUBMISSION = timedelta(minutes=1)


@transaction.atomic
def open_topic(
    *,
    forum: Forum,
    author: Member,
    title: str,
    body: str,
    tags: str = "",
    kind: TopicKind = TopicKind.QUESTION,
    files: Sequence[PostFile] = (),
    at: datetime | None = None,
    notify: bool = True,
) -> Topic:
    """Open a topic with its first post, and notify the people whom it names.

    The same text sent twice is one topic. Raises `ValidationError` if `author` may not open one of that `kind`, or for
    tags that are too many or too long.
    """
    at = at or timezone.now()
    if kind not in kinds_to_open(author, forum):
        raise ValidationError("Les annonces viennent de ceux qui veillent sur le forum.", code="kind")
    forum = Forum.objects.select_for_update().get(pk=forum.pk)
    same_title = Post.objects.filter(topic__forum=forum, topic__title=title)
    if duplicate := _find_duplicate(same_title, author=author, body=body, at=at):
        return duplicate.topic
    topic = Topic.objects.create(
        forum=forum,
        author=author,
        kind=kind,
        title=title,
        slug=free_slug(forum, title),
        created=at,
        last_post_at=at,
        post_count=1,
    )
    set_tags(topic=topic, text=tags)
    post = _first_post(topic, body, files)
    if notify:
        notify_mentioned(post=post)
    return topic


@transaction.atomic
def answer(
    *,
    topic: Topic,
    author: Member,
    body: str,
    files: Sequence[PostFile] = (),
    at: datetime | None = None,
    notify: bool = True,
) -> Post:
    """Add a post to `topic` and notify the others who wrote there. The same text sent twice is one post."""
    at = at or timezone.now()
    topic = Topic.objects.select_for_update(of=("self",)).select_related("forum").get(pk=topic.pk)
    duplicate = _find_duplicate(topic.posts.all(), author=author, body=body, at=at)
    if duplicate:
        return duplicate
    post = Post.objects.create(topic=topic, author=author, body=body, html=to_html(body), created=at)
    join_files(post=post, files=files)
    topic.post_count += 1
    topic.last_post_at = max(topic.last_post_at, at)
    if topic.status == TopicStatus.OPEN and topic.author_id != author.pk:
        topic.status = TopicStatus.ANSWERED
    topic.save(update_fields=["post_count", "last_post_at", "status"])
    note_reading(member=author, topic=topic, until=at)
    if notify:
        _notify_participants(post)
    return post


def notice_key(*, post: Post) -> str:
    """Return the key of the notices that tell of a post."""
    return f"post:{post.pk}"


def _first_post(topic: Topic, body: str, files: Sequence[PostFile]) -> Post:
    """Write the message of a topic that opens; its author has read it."""
    author, at = topic.author, topic.created
    post = Post.objects.create(topic=topic, author=author, body=body, html=to_html(body), created=at)
    note_reading(member=author, topic=topic, until=at)
    join_files(post=post, files=files)
    return post


def _find_duplicate(posts, *, author: Member, body: str, at: datetime) -> Post | None:
    recent_posts = posts.filter(author=author, body=body, created__range=(at - DOUBLE_SUBMISSION, at))
    return recent_posts.select_related("topic__forum").first()


def _notify_participants(post: Post) -> None:
    """Notify the people whom the post names, then the others who wrote in the topic and still see its forum; mark
    earlier notices of the author as read.
    """
    topic = post.topic
    told = [member.pk for member in notify_mentioned(post=post)]
    notices.mark_read(member=post.author, url_prefix=topic.get_absolute_url())
    readers = topic.forum.readers().filter(pk__in=topic.posts.values("author")).exclude(pk__in=told)
    message = {
        "key": notice_key(post=post),
        "text": f"{post.author} a répondu dans «\u00a0{topic.title}\u00a0»",
        "url": post.get_absolute_url(),
        "page": topic.get_absolute_url(),
        "exclude": post.author,
        "details": post.body,
        "answers": f"topic:{topic.pk}",
    }
    notices.notify(members=readers.filter(pk=topic.author_id), kind=OWN_TOPIC_ANSWERED, **message)
    notices.notify(members=readers.exclude(pk=topic.author_id), kind=TOPIC_ANSWERED, **message)
