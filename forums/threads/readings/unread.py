"""What a member has not read yet, of the topics that they see.

What is older than `KEPT` counts as read: a list of unread topics that nobody can finish tells nothing. It also bounds
what the database reads, whatever the age of the forums.
"""

from datetime import datetime, timedelta

from django.db.models import Case, Count, DateTimeField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from forums.threads.readings.models import ForumReading, TopicReading
from forums.threads.topics.models import Topic

KEPT = timedelta(days=30)


def oldest_unread() -> datetime:
    return timezone.now() - KEPT


def unread_topics(topics: QuerySet, user) -> QuerySet:
    """Return those of `topics` in which something was written that `user` has not read."""
    until_now = {"member": user.pk, "read_until__gte": OuterRef("last_post_at")}
    is_read = Exists(TopicReading.objects.filter(topic=OuterRef("pk"), **until_now))
    is_marked = Exists(ForumReading.objects.filter(forum=OuterRef("forum"), **until_now))
    return topics.filter(~is_read, ~is_marked, last_post_at__gt=oldest_unread())


def unread_by_forum(topics: QuerySet, user) -> QuerySet:
    """Return the key of each forum that has unread topics, with their number."""
    return unread_topics(topics, user).order_by().values_list("forum").annotate(Count("pk"))


def with_read_until(topics: QuerySet, user) -> QuerySet:
    """Add `read_until`, the moment up to which `user` has read each topic; None if nothing says it."""
    own = TopicReading.objects.filter(member=user.pk, topic=OuterRef("pk")).values("read_until")
    marked = ForumReading.objects.filter(member=user.pk, forum=OuterRef("forum")).values("read_until")
    return topics.annotate(topic_read_until=Subquery(own), forum_read_until=Subquery(marked)).annotate(
        read_until=Case(
            When(topic_read_until__lt=F("forum_read_until"), then=F("forum_read_until")),
            default=Coalesce("topic_read_until", "forum_read_until"),
            output_field=DateTimeField(),
        )
    )


def with_readings(topics: QuerySet, user) -> QuerySet:
    """Add `read_until` (None if nothing says it), `is_unread`, and `new_posts`, written since `read_until`."""
    posts = Topic._meta.get_field("posts").related_model.objects
    since = posts.filter(topic=OuterRef("pk"), created__gt=OuterRef("read_until")).order_by()
    topics = with_read_until(topics, user)
    is_new = Q(last_post_at__gt=oldest_unread()) & (Q(read_until=None) | Q(read_until__lt=F("last_post_at")))
    number = Subquery(since.values("topic").annotate(number=Count("pk")).values("number"), IntegerField())
    return topics.annotate(is_unread=Case(When(is_new, then=True), default=False), new_posts=Coalesce(number, 0))


def first_unread(topic: Topic):
    """Return the first post that is new to the reader of a topic (`with_read_until`), or None if all is read or nothing
    was.
    """
    return topic.posts.filter(created__gt=topic.read_until).first() if topic.read_until else None
