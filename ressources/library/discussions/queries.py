"""The discussion of a sheet as its readers see it: where it is, its last messages."""

from dataclasses import dataclass

from django.db.models import QuerySet

from forums.messages.posts.models import Post
from forums.messages.solutions.excerpts import excerpt_of
from forums.threads.topics.models import Topic
from reseau.permissions import is_network_member
from ressources.library.discussions.permissions import may_discuss
from ressources.sheets.models.sheet import Sheet

SHOWN = 3


@dataclass(frozen=True, slots=True)
class DiscussionInShort:
    """`topic`: None as long as nobody has written; `latest`: the last messages and their first words, oldest first."""

    topic: Topic | None
    latest: list[tuple[Post, str]]


def latest_posts(sheet: Sheet) -> QuerySet[Post]:
    posts = Post.objects.standing().filter(topic__sheet_discussion__sheet=sheet.pk)
    return posts.select_related("author", "topic__forum").order_by("-created", "-pk")[:SHOWN]


def discussion_in_short(sheet: Sheet, user) -> DiscussionInShort | None:
    """Return what the page of a sheet shows of its discussion, None to those who neither read it nor may begin it. One
    query.
    """
    if not is_network_member(user):
        return None
    latest = latest_posts(sheet)
    if not latest:
        return DiscussionInShort(None, []) if may_discuss(user, sheet) else None
    topic = latest[0].topic
    # Moderation may have moved it to a forum that not everybody reads.
    if not topic.forum.is_visible_to(user):
        return None
    return DiscussionInShort(topic, [(post, excerpt_of(post)) for post in reversed(latest)])
