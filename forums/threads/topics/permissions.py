"""Who may open which kind of topic in a forum that they see."""

from forums.enums import TopicKind
from forums.threads.forums.permissions import watches_forum


def kinds_to_open(user, forum) -> list[TopicKind]:
    """Everybody asks and discusses; those who watch over the forum announce."""
    announces = watches_forum(user, forum)
    return [kind for kind in TopicKind if kind != TopicKind.ANNOUNCEMENT or announces]


def may_read_log(user, topic) -> bool:
    """The author of an announcement and those who watch over its forum read what became of it."""
    return topic.kind == TopicKind.ANNOUNCEMENT and (topic.author_id == user.pk or watches_forum(user, topic.forum))
