"""Topics and forums may be followed by those who read them."""

from collections.abc import Collection

from alertes.choices.subscriptions.subjects import FollowedObject, SubjectKind, numbers
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic


class TopicSubject(SubjectKind):
    name = "topic"
    words = "ce sujet"
    heading = "Sujets"
    icon = "messages-square"
    news = "vous saurez ce qui s’y écrit"

    def visible_objects(self, user, keys: Collection[str]) -> dict[str, FollowedObject]:
        topics = Topic.objects.visible_to(user).filter(pk__in=numbers(keys)).select_related("forum")
        return {str(topic.pk): FollowedObject(topic.title, topic.get_absolute_url()) for topic in topics}


class ForumSubject(SubjectKind):
    name = "forum"
    words = "ce forum"
    heading = "Forums"
    icon = "messages-square"
    news = "vous saurez quand un sujet s’y ouvre"

    def visible_objects(self, user, keys: Collection[str]) -> dict[str, FollowedObject]:
        forums = Forum.objects.visible_to(user).filter(pk__in=numbers(keys))
        return {str(forum.pk): FollowedObject(forum.title, forum.get_absolute_url()) for forum in forums}


KINDS = (TopicSubject(), ForumSubject())
