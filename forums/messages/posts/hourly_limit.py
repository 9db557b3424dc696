"""How much one person writes in an hour: enough for a lively exchange, not for a script that runs away.

Counted without a lock: two messages sent at once may pass by one, which harms nobody.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from forums.messages.posts.models import Post
from forums.threads.forums.models import Forum
from forums.threads.forums.permissions import watches_forum
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member

HOUR = timedelta(hours=1)


def refuse_many_topics(*, author: Member, forum: Forum, at: datetime) -> None:
    """Raises ValidationError for the topic too many of an hour; those who watch over the forum have no limit."""
    most = settings.FORUM_TOPICS_AN_HOUR
    _refuse(Topic.objects.filter(author=author), author, forum, at, most=most, what="sujets ouverts")


def refuse_many_posts(*, author: Member, forum: Forum, at: datetime) -> None:
    """Raises ValidationError for the message too many of an hour; those who watch over the forum have no limit."""
    most = settings.FORUM_POSTS_AN_HOUR
    _refuse(Post.objects.filter(author=author), author, forum, at, most=most, what="messages")


def _refuse(rows: QuerySet, author: Member, forum: Forum, at: datetime, *, most: int, what: str) -> None:
    recent = rows.filter(created__gt=at - HOUR, created__lte=at).order_by("-created").values_list("created", flat=True)
    moments = list(recent[:most])
    if len(moments) < most or watches_forum(author, forum):
        return
    free = timezone.localtime(moments[-1] + HOUR + timedelta(minutes=1))
    hour = f"{free:%H\u00a0h\u00a0%M}".removeprefix("0")
    raise ValidationError(
        f"{most}\u00a0{what} depuis une heure\u00a0: c’est le plus qu’une personne publie. Gardez votre texte, vous "
        f"pourrez l’envoyer à partir de {hour}.",
        code="often",
    )
