"""Open a topic, answer.

`at` dates an act in the past (demo, import); `notify=False` tells nobody. `is_reviewed`: somebody has read it, since a
new member wrote it with a link; such a message is not published otherwise (`forums.messages.first_links`).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alertes.choices.subscriptions.services import follow
from forums.enums import TopicKind, TopicStatus
from forums.messages.files.models import PostFile
from forums.messages.files.services import join_files
from forums.messages.first_links.models import HeldMessage
from forums.messages.first_links.services import check_first_links, poll_details
from forums.messages.posts.hourly_limit import refuse_many_posts, refuse_many_topics
from forums.messages.posts.models import Post
from forums.messages.posts.notices import notify_answered, notify_opened
from forums.threads.clock.services import note_answer, start_clock
from forums.threads.forums.models import Forum
from forums.threads.forums.permissions import watches_forum
from forums.threads.permissions import kinds_to_open
from forums.threads.polls.services import open_poll
from forums.threads.polls.terms import PollTerms
from forums.threads.readings.services import note_reading
from forums.threads.tags.services import set_tags
from forums.threads.topics.models import Topic
from forums.threads.topics.slugs import free_slug
from reseau.people.members.models.member import Member
from reseau.texts.markdown.html import to_html
from reseau.web.queries.row_locks import lock_row

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
    poll: PollTerms | None = None,
    files: Sequence[PostFile] = (),
    at: datetime | None = None,
    notify: bool = True,
    is_reviewed: bool = False,
) -> Topic:
    """Open a topic with its first post, which its author follows; notify the people whom it names, and followers.

    The same text sent twice is one topic. Raises `ValidationError` if `author` may not open one of that `kind`, for
    tags that are too many or too long, for a poll whose terms (`poll`) do not fit, and for a topic too many in an hour;
    `FirstLinkError` if somebody has to read it first.
    """
    is_new, at = at is None and not is_reviewed, at or timezone.now()
    if kind not in kinds_to_open(author, forum):
        raise ValidationError("Les annonces viennent de ceux qui veillent sur le forum.", code="kind")
    forum = Forum.objects.select_for_update().get(pk=forum.pk)
    same_title = Post.objects.filter(topic__forum=forum, topic__title=title)
    if duplicate := _find_duplicate(same_title, author=author, body=body, at=at):
        return duplicate.topic
    if not is_reviewed:
        refuse_many_topics(author=author, forum=forum, at=at)
    words = {"kind": kind, "title": title, "tags": tags}
    poll = poll if kind == TopicKind.POLL else None
    if is_new:
        held = HeldMessage(author=author, forum=forum, body=body, details=poll_details(terms=poll), **words)
        check_first_links(held=held, files=files)
    topic = _create_topic(forum, author, poll, at, **words)
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
    is_reviewed: bool = False,
) -> Post:
    """Add a post to `topic`, which its author follows from now on, and notify the other followers.

    The same text sent twice is one post. Raises `ValidationError` if the topic is locked, and for a message too many in
    an hour, but for those who watch over its forum; `FirstLinkError` if somebody has to read it first.
    """
    is_new, at = at is None and not is_reviewed, at or timezone.now()
    topic = lock_row(Topic.objects.with_place(), topic.pk)
    if topic.locked and not watches_forum(author, topic.forum):
        raise ValidationError(LOCKED, code="locked")
    duplicate = _find_duplicate(topic.posts.all(), author=author, body=body, at=at)
    if duplicate:
        return duplicate
    if not is_reviewed:
        refuse_many_posts(author=author, forum=topic.forum, at=at)
    if is_new:
        check_first_links(held=HeldMessage(author=author, topic=topic, body=body), files=files)
    post = Post.objects.create(topic=topic, author=author, body=body, html=to_html(body), created=at)
    join_files(post=post, files=files)
    topic.post_count += 1
    topic.last_post_at = max(topic.last_post_at, at)
    if topic.status == TopicStatus.OPEN and topic.author_id != author.pk:
        topic.status = TopicStatus.ANSWERED
    topic.save(update_fields=["post_count", "last_post_at", "status"])
    note_answer(topic=topic)
    _follow_and_read(post, has_read=not is_reviewed)
    if notify:
        notify_answered(post=post)
    return post


def _create_topic(forum: Forum, author: Member, poll: PollTerms | None, at: datetime, *, kind, title, tags) -> Topic:
    """Create a topic, before its first post, with its tags and its poll."""
    times = {"created": at, "last_post_at": at}
    topic = Topic.objects.create(
        forum=forum, author=author, kind=kind, title=title, slug=free_slug(forum, title), post_count=1, **times
    )
    set_tags(topic=topic, text=tags)
    if kind == TopicKind.POLL:
        open_poll(topic=topic, terms=poll)
    return topic


def _start(post: Post, *, notify: bool) -> None:
    """Start the clock of a question; tell people of a new topic, of which `post` is the first."""
    if post.topic.is_question:
        start_clock(topic=post.topic, at=post.created)
    if notify:
        notify_opened(post=post)


def _follow_and_read(post: Post, *, has_read: bool = True) -> None:
    """Let the author follow the topic, which they have read up to their own post, unless others published it later."""
    if has_read:
        note_reading(member=post.author, topic=post.topic, until=post.created)
    follow(member=post.author, subject=f"topic:{post.topic_id}", is_implied=True, at=post.created)


def _find_duplicate(posts, *, author: Member, body: str, at: datetime) -> Post | None:
    recent_posts = posts.filter(author=author, body=body, created__range=(at - DOUBLE_SUBMISSION, at))
    return recent_posts.select_related("topic__forum").first()
