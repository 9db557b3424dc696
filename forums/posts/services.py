"""Open a topic, answer.

`at` dates an act in the past (demo, import); `notify=False` tells nobody.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alertes.subscriptions.services import follow
from forums.clock.services import note_answer, start_clock
from forums.enums import TopicKind, TopicStatus
from forums.files.models import PostFile
from forums.files.services import join_files
from forums.forums.models import Forum
from forums.forums.permissions import watches_forum
from forums.posts.models import Post
from forums.posts.notices import notify_answered, notify_opened
from forums.readings.services import note_reading
from forums.tags.services import set_tags
from forums.topics.models import Topic
from forums.topics.permissions import kinds_to_open
from forums.topics.slugs import free_slug
from reseau.markdown.html import to_html
from reseau.members.models.member import Member
from reseau.row_locks import lock_row

# The same words from the same person within this time are one message sent twice.
DOUBLE_SUBMISSION = timedelta(minutes=1)
LOCKED = "Ce sujet est fermé\u00a0: on n’y répond plus. Pour y revenir, ouvrez un autre sujet."


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
    """Open a topic with its first post, which its author follows; notify the people whom it names, and followers.

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
    post = Post.objects.create(topic=topic, author=author, body=body, html=to_html(body), created=at)
    join_files(post=post, files=files)
    _follow_and_read(post)
    _start(post, notify=notify)
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
    """Add a post to `topic`, which its author follows from now on, and notify the other followers.

    The same text sent twice is one post. Raises `ValidationError` if the topic is locked, but for those who watch over
    its forum.
    """
    at = at or timezone.now()
    topic = lock_row(Topic.objects.with_place(), topic.pk)
    if topic.locked and not watches_forum(author, topic.forum):
        raise ValidationError(LOCKED, code="locked")
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
    note_answer(topic=topic)
    _follow_and_read(post)
    if notify:
        notify_answered(post=post)
    return post


def _start(post: Post, *, notify: bool) -> None:
    """Start the clock of a question; tell people of a new topic, of which `post` is the first."""
    if post.topic.is_question:
        start_clock(topic=post.topic, at=post.created)
    if notify:
        notify_opened(post=post)


def _follow_and_read(post: Post) -> None:
    """Let the author follow the topic, which they have read up to their own post."""
    note_reading(member=post.author, topic=post.topic, until=post.created)
    follow(member=post.author, subject=f"topic:{post.topic_id}", is_implied=True, at=post.created)


def _find_duplicate(posts, *, author: Member, body: str, at: datetime) -> Post | None:
    recent_posts = posts.filter(author=author, body=body, created__range=(at - DOUBLE_SUBMISSION, at))
    return recent_posts.select_related("topic__forum").first()
