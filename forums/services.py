"""Actions in forums: open a topic, answer, edit a post, mark the answer that solved the topic.

`at` dates an act in the past (demo, import); `notify=False` tells nobody.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from alertes.notices import services as notices
from forums.enums import TopicStatus
from forums.events import OWN_TOPIC_ANSWERED, POST_USEFUL, TOPIC_ANSWERED
from forums.models import Forum, Post, Topic
from forums.models.topic import free_slug
from reseau.elision import of_place
from reseau.markdown.html import to_html
from reseau.members.models.member import Member
from reseau.places.models.commune import Territory

# The same words from the same person within this time are one message sent twice.
DOUBLE_SUBMISSION = timedelta(minutes=1)


@transaction.atomic
def ensure_forums() -> list[Forum]:
    """Create the forums that are missing: one for the network, one for each territory; return them all."""
    forums = [
        Forum.objects.get_or_create(
            slug="reseau",
            defaults={
                "title": "Tout le réseau",
                "description": "Questions, trouvailles et coups de main entre tous les EPM du Lot.",
            },
        )[0]
    ]
    for order, territory in enumerate(Territory.objects.all(), start=1):
        forum = territory.forums.first() or Forum.objects.create(
            territory=territory,
            title=f"Territoire {of_place(territory.name)}",
            slug=slugify(territory.name),
            description=(
                f"Entre membres du territoire {of_place(territory.name)} : matériel, permanences, remplacements."
            ),
            order=order,
        )
        forums.append(forum)
    return forums


@transaction.atomic
def open_topic(
    *, forum: Forum, author: Member, title: str, body: str, tags: str = "", at: datetime | None = None
) -> Topic:
    """Open a topic with its first post; return the one just opened if the same text is sent twice."""
    at = at or timezone.now()
    forum = Forum.objects.select_for_update().get(pk=forum.pk)
    duplicate = _find_duplicate(
        Post.objects.filter(topic__forum=forum, topic__title=title), author=author, body=body, at=at
    )
    if duplicate:
        return duplicate.topic
    topic = Topic.objects.create(
        forum=forum,
        author=author,
        title=title,
        slug=free_slug(forum, title),
        tags=tags,
        created=at,
        last_post_at=at,
        post_count=1,
    )
    Post.objects.create(topic=topic, author=author, body=body, html=to_html(body), created=at)
    return topic


@transaction.atomic
def answer(*, topic: Topic, author: Member, body: str, at: datetime | None = None, notify: bool = True) -> Post:
    """Add a post to `topic` and notify the others who wrote there. The same text sent twice is one post."""
    at = at or timezone.now()
    topic = Topic.objects.select_for_update(of=("self",)).select_related("forum").get(pk=topic.pk)
    duplicate = _find_duplicate(topic.posts.all(), author=author, body=body, at=at)
    if duplicate:
        return duplicate
    post = Post.objects.create(topic=topic, author=author, body=body, html=to_html(body), created=at)
    topic.post_count += 1
    topic.last_post_at = max(topic.last_post_at, at)
    if topic.status == TopicStatus.OPEN and topic.author_id != author.pk:
        topic.status = TopicStatus.ANSWERED
    topic.save(update_fields=["post_count", "last_post_at", "status"])
    if notify:
        _notify_participants(post)
    return post


@transaction.atomic
def edit_post(*, post: Post, body: str, at: datetime | None = None) -> Post:
    """Change the text of a post and note when; the same text changes nothing."""
    if body != post.body:
        post.body, post.html, post.edited = body, to_html(body), at or timezone.now()
        post.save(update_fields=["body", "html", "edited"])
    return post


@transaction.atomic
def mark_solved(*, post: Post, by: Member, notify: bool = True) -> Topic:
    """Mark `post`, an answer, as the solution of its topic, and notify its author."""
    topic = Topic.objects.select_for_update(of=("self",)).select_related("forum").get(pk=post.topic_id)
    _withdraw_thanks(topic)
    topic.solution, topic.status = post, TopicStatus.SOLVED
    topic.save(update_fields=["solution", "status"])
    if notify and post.author_id:
        notices.notify(
            members=topic.forum.readers().filter(pk=post.author_id),
            key=_thanks_key(post.pk),
            text=f"Votre réponse a résolu « {topic.title} »",
            url=post.get_absolute_url(),
            page=topic.get_absolute_url(),
            exclude=by,
            kind=POST_USEFUL,
        )
    return topic


@transaction.atomic
def unmark(*, topic: Topic) -> Topic:
    """Take back the solution of a topic, which becomes answered or open again."""
    topic = Topic.objects.select_for_update(of=("self",)).select_related("forum").get(pk=topic.pk)
    _withdraw_thanks(topic)
    is_answered = topic.posts.exclude(author=topic.author_id).exists()
    topic.solution, topic.status = None, TopicStatus.ANSWERED if is_answered else TopicStatus.OPEN
    topic.save(update_fields=["solution", "status"])
    return topic


def _find_duplicate(posts, *, author: Member, body: str, at: datetime) -> Post | None:
    recent_posts = posts.filter(author=author, body=body, created__range=(at - DOUBLE_SUBMISSION, at))
    return recent_posts.select_related("topic__forum").first()


def _notify_participants(post: Post) -> None:
    """Notify those who wrote in the topic and still see its forum; mark earlier notices of the author as read."""
    topic = post.topic
    notices.mark_read(member=post.author, url_prefix=topic.get_absolute_url())
    readers = topic.forum.readers().filter(pk__in=topic.posts.values("author"))
    message = {
        "key": f"post:{post.pk}",
        "text": f"{post.author} a répondu dans « {topic.title} »",
        "url": post.get_absolute_url(),
        "exclude": post.author,
        "details": post.body,
        "page": topic.get_absolute_url(),
    }
    notices.notify(members=readers.filter(pk=topic.author_id), kind=OWN_TOPIC_ANSWERED, **message)
    notices.notify(members=readers.exclude(pk=topic.author_id), kind=TOPIC_ANSWERED, **message)


def _withdraw_thanks(topic: Topic) -> None:
    if topic.solution_id:
        notices.withdraw(key=_thanks_key(topic.solution_id))


def _thanks_key(post_id: int) -> str:
    return f"post:{post_id}:solution"
