"""Correct a post, take it back, undo; erase what is kept only for the undo.

`at` dates an act in the past (demo, import).
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from django.contrib.admin.utils import NestedObjects
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, router, transaction
from django.db.models import Model
from django.utils import timezone

from alertes.channels.notices import services as notices
from forums.enums import TopicStatus
from forums.messages.corrections.models import UNDO_TIME, EarlierText, WithdrawnTopic
from forums.messages.files.models import PostFile
from forums.messages.files.services import erase_files, erase_files_of_rows, join_files
from forums.messages.first_links.models import HeldMessage
from forums.messages.first_links.services import check_first_links, forget_held
from forums.messages.mentions import notify_mentioned, withdraw_mentions
from forums.messages.posts.models import Post
from forums.messages.posts.notices import event_keys
from forums.messages.solutions.services import unmark
from forums.threads.clock.services import note_answer, stop_clock
from forums.threads.polls.services import erase_polls_withdrawn
from forums.threads.tags.models import TopicTag
from forums.threads.topics.models import Topic
from forums.threads.topics.slugs import free_slug
from reseau.texts.markdown.html import to_html
from reseau.texts.tags.models import Tag
from reseau.web.queries.row_locks import lock_row

WITHDRAWN = "Ce message a été retiré entre-temps. Annulez son retrait, puis enregistrez votre texte\u00a0: le voici."
REPLACED = "Un autre sujet a pris la place du vôtre entre-temps\u00a0: répondez-y."
TOO_LATE = f"Un message retiré revient pendant {UNDO_TIME.seconds // 60} minutes, pas plus tard."


class PostChangedError(ValidationError):
    """Another text was saved meanwhile; `post` holds it."""

    def __init__(self, post: Post) -> None:
        super().__init__("Ce message a été modifié entre-temps, dans une autre fenêtre ou sur un autre ordinateur.")
        self.post = post


def text_mark(*, body: str) -> str:
    """Return the mark of a text, by which a form says which one it corrects."""
    return hashlib.sha256(body.encode()).hexdigest()[:16]


@transaction.atomic
def edit_post(
    *,
    post: Post,
    body: str,
    files: Sequence[PostFile] | None = None,
    base: str = "",
    at: datetime | None = None,
    notify: bool = True,
    is_reviewed: bool = False,
) -> Post:
    """Change the text of a post, keep the earlier one and note when; the same text is no change. `files` are its files
    from now on; None leaves them as they are. People whom only the new text names are notified. `is_reviewed`: somebody
    has read the links of a new member. A correction that still waited for that is dropped: this one is newer.

    Raises `PostChangedError` if the post no longer has the text of mark `base`, ValidationError if it was taken back,
    and `FirstLinkError` if somebody has to read it first.
    """
    post = _locked(post)
    if post.withdrawn:
        raise ValidationError(WITHDRAWN)
    if body != post.body and base and base != text_mark(body=post.body):
        raise PostChangedError(post)
    if at is None and not is_reviewed:
        check_first_links(
            held=HeldMessage(author=post.author, post=post, body=body), files=files or (), before=post.body
        )
    forget_held(rows=HeldMessage.objects.waiting().filter(post=post), forum=post.topic.forum)
    if files is not None:
        join_files(post=post, files=files)
    if body == post.body:
        return post
    EarlierText.objects.create(post=post, body=post.body, written=post.edited or post.created)
    post.body, post.html, post.edited = body, to_html(body), at or timezone.now()
    post.save(update_fields=["body", "html", "edited"])
    if notify and not post.hidden:
        notify_mentioned(post=post)
    return post


@transaction.atomic
def forget_earlier_text(*, text: EarlierText) -> None:
    """Erase an earlier text for good: it held what should not be read."""
    text.delete()


@transaction.atomic
def withdraw_post(*, post: Post, at: datetime | None = None) -> WithdrawnTopic | None:
    """Take a post back: its text goes, its place and the answers to it stay. A question without answers takes its
    topic with it, which is returned.
    """
    at = at or timezone.now()
    topic = _locked_topic(post)
    post = _locked(post)
    if post.withdrawn:
        return None
    for key in event_keys(post=post):
        notices.take_back_notice(key=key)
    withdraw_mentions(post=post)
    forget_held(rows=HeldMessage.objects.filter(post=post), forum=topic.forum)
    if not topic.posts.filter(withdrawn=None).exclude(pk=post.pk).exists() and post.is_question:
        return _withdraw_topic(topic, at)
    if topic.solution_id == post.pk:
        unmark(topic=topic)
        topic.refresh_from_db()
    EarlierText.objects.create(post=post, body=post.body, written=post.edited or post.created)
    post.body, post.html, post.withdrawn = "", "", at
    post.save(update_fields=["body", "html", "withdrawn"])
    update_status(topic=topic)
    return None


@transaction.atomic
def restore_post(*, post: Post) -> Post:
    """Give a post its text back. Raises ValidationError when it is too late."""
    topic = _locked_topic(post)
    post = _locked(post)
    text = post.earlier_texts.last() if post.withdrawn else None
    if text is None or timezone.now() > post.withdrawn + UNDO_TIME:
        raise ValidationError(TOO_LATE)
    post.body, post.html, post.withdrawn = text.body, to_html(text.body), None
    post.save(update_fields=["body", "html", "withdrawn"])
    text.delete()
    update_status(topic=topic)
    return post


@transaction.atomic
def restore_topic(*, withdrawn: WithdrawnTopic) -> Topic:
    """Open again, as it was, a topic that was taken back. Raises ValidationError when it is too late."""
    withdrawn = WithdrawnTopic.objects.select_for_update(of=("self",)).filter(pk=withdrawn.pk).first()
    if withdrawn is None or timezone.now() > withdrawn.undo_until:
        raise ValidationError(TOO_LATE)
    key = None
    for row in serializers.deserialize("python", withdrawn.content):
        if isinstance(row.object, TopicTag) and not Tag.objects.filter(pk=row.object.tag_id).exists():
            # Merged into another meanwhile.
            continue
        if isinstance(row.object, Topic):
            key = row.object.pk
            if withdrawn.forum.topics.filter(slug=row.object.slug).exists():
                row.object.slug = free_slug(withdrawn.forum, withdrawn.title)
        _put_back(row.object)
        for name, values in (row.m2m_data or {}).items():
            getattr(row.object, name).set(values)
    withdrawn.delete()
    return Topic.objects.select_related("forum").get(pk=key)


@transaction.atomic
def erase_withdrawn() -> int:
    """Erase what is kept of posts and topics whose time to come again is over; return their number."""
    limit = timezone.now() - UNDO_TIME
    posts = Post.objects.filter(withdrawn__lt=limit, earlier_texts__isnull=False).distinct()
    topics = WithdrawnTopic.objects.filter(withdrawn__lt=limit)
    count = posts.count() + topics.count()
    erase_files(files=PostFile.objects.filter(post__withdrawn__lt=limit))
    for topic in topics:
        erase_files_of_rows(rows=topic.content)
    erase_polls_withdrawn(before=limit)
    EarlierText.objects.filter(post__withdrawn__lt=limit).delete()
    topics.delete()
    return count


def _put_back(row: Model) -> None:
    """Insert a row of a topic that comes again. Raises ValidationError if another took its place meanwhile."""
    try:
        row.save(force_insert=True)
    except IntegrityError as problem:
        raise ValidationError(REPLACED) from problem


def _locked_topic(post: Post) -> Topic:
    """Lock the topic of a post, before the post itself: two acts at once wait for each other in the same order."""
    return lock_row(Topic.objects.with_place(), post.topic_id)


def _locked(post: Post) -> Post:
    return lock_row(Post.objects.select_related("topic__forum"), post.pk)


def _withdraw_topic(topic: Topic, at: datetime) -> WithdrawnTopic:
    """Delete a topic with all that hangs on it, and keep the rows."""
    stop_clock(topic=topic)
    collector = NestedObjects(using=router.db_for_write(Topic))
    collector.collect([topic])
    rows = [row for model, rows in collector.data.items() if not model._meta.auto_created for row in rows]
    withdrawn = WithdrawnTopic.objects.create(
        forum=topic.forum,
        author=topic.author,
        title=topic.title,
        content=json.loads(serializers.serialize("json", rows)),
        withdrawn=at,
    )
    topic.delete()
    return withdrawn


def update_status(*, topic: Topic) -> None:
    """Say whether somebody else than its author still answers in a topic that is not solved."""
    if topic.status == TopicStatus.SOLVED:
        return
    is_answered = topic.posts.standing().exclude(author=topic.author_id).exists()
    topic.status = TopicStatus.ANSWERED if is_answered else TopicStatus.OPEN
    topic.save(update_fields=["status"])
    note_answer(topic=topic)
