"""What the services of posts keep on a topic: how many messages it has, and when the last one was written."""

from collections.abc import Iterator

from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from forums.messages.posts.models import Post
from forums.moderation.services.topic_rows import count_again
from forums.threads.topics.models import Topic
from jobs.derived_columns import DerivedColumn, WrongRow
from reseau.web.queries.row_locks import lock_row

MESSAGES, LAST = "messages", "dernier message"


def differences() -> Iterator[WrongRow]:
    """Yield the topics whose numbers differ from their messages. One query."""
    posts = Post.objects.filter(topic=OuterRef("pk")).order_by().values("topic")
    topics = Topic.objects.order_by("pk").annotate(
        counted=Coalesce(Subquery(posts.annotate(figure=Count("pk")).values("figure")), 0),
        last=Coalesce(Subquery(posts.annotate(figure=Max("created")).values("figure")), "created"),
    )
    wrong = topics.filter(~Q(post_count=F("counted")) | ~Q(last_post_at=F("last")))
    rows = wrong.values_list("pk", "title", "post_count", "last_post_at", "counted", "last")
    for key, title, count, last_post_at, counted, last in rows:
        yield WrongRow(key, title, {MESSAGES: count, LAST: last_post_at}, {MESSAGES: counted, LAST: last})


def recount(key: int) -> None:
    count_again(topic=lock_row(Topic.objects.with_place(), key))


COLUMNS = (DerivedColumn("Messages des sujets", differences, recount),)
