"""Note how far a member has read, mark forums as read, forget what no longer tells anything."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from forums.threads.forums.models import Forum
from forums.threads.readings.models import ForumReading, TopicReading
from forums.threads.readings.unread import oldest_unread
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member


@transaction.atomic
def note_reading(*, member: Member, topic: Topic, until: datetime) -> None:
    """Note that `member` has read what was written in `topic` up to `until`. It never goes back."""
    reading, is_new = TopicReading.objects.get_or_create(member=member, topic=topic, defaults={"read_until": until})
    if not is_new and reading.read_until < until:
        TopicReading.objects.filter(pk=reading.pk, read_until__lt=until).update(read_until=until)


@transaction.atomic
def mark_read(*, member: Member, forums: Iterable[Forum], at: datetime | None = None) -> None:
    """Mark as read all that was written in `forums`: one row each, which replaces those of their topics."""
    at, forums = at or timezone.now(), list(forums)
    ForumReading.objects.bulk_create(
        [ForumReading(member=member, forum=forum, read_until=at) for forum in forums],
        update_conflicts=True,
        unique_fields=["member", "forum"],
        update_fields=["read_until"],
    )
    TopicReading.objects.filter(member=member, topic__forum__in=forums, read_until__lte=at).delete()


def forget_old_readings() -> None:
    """Delete how far people read the topics that count as read by their age."""
    TopicReading.objects.filter(topic__last_post_at__lt=oldest_unread()).delete()
