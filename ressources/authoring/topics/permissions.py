"""Who may make a sheet of a topic that they see, and when."""

from django.contrib.auth.models import AbstractBaseUser

from forums.enums import TopicStatus
from forums.threads.topics.models import Topic


def is_ripe(topic: Topic) -> bool:
    """Whether somebody else than its author has written in the topic: a question that is just asked makes no sheet."""
    return topic.status != TopicStatus.OPEN


def may_capitalise(user: AbstractBaseUser, topic: Topic) -> bool:
    """Whether `user`, who sees the topic, may make a sheet of it: they need an EPM of origin. No query."""
    has_epm = bool(user.epm_ids or user.watched_territory_ids or user.is_coordinator)
    return has_epm and is_ripe(topic)
