"""The announcement of the demo, told in its time: some read it on the site, others in the digest of the next day."""

from datetime import timedelta

from django.db.models import F
from django.db.models.functions import Mod

from alertes.channels.notices.models import Notice
from forums.enums import TopicKind
from forums.messages.posts.notices import notify_opened, opening_key
from forums.threads.topics.models import Topic

READ_AFTER = timedelta(hours=5)


def tell_announcement() -> None:
    """Tell those who read its forum of the announcement; two of three read it that day, before their digest left."""
    topic = Topic.objects.filter(kind=TopicKind.ANNOUNCEMENT).earliest("pk")
    notify_opened(post=topic.posts.earliest("pk"))
    notices = Notice.objects.filter(key=opening_key(topic=topic))
    notices.update(created=topic.created)
    told = notices.annotate(turn=Mod(F("member_id"), 3))
    told.exclude(turn=2).update(read_at=topic.created + READ_AFTER)
