"""Who may open which kind of topic, change its tags, read its log."""

from forums.enums import TopicKind
from forums.threads.forums.permissions import watches_forum


# Who may open which kind of topic in a forum that they see.
def kinds_to_open(user, forum) -> list[TopicKind]:
    """Everybody asks and discusses; those who watch over the forum announce."""
    announces = watches_forum(user, forum)
    return [kind for kind in TopicKind if kind != TopicKind.ANNOUNCEMENT or announces]


def may_read_log(user, topic) -> bool:
    """The author of an announcement and those who watch over its forum read what became of it."""
    return topic.kind == TopicKind.ANNOUNCEMENT and (topic.author_id == user.pk or watches_forum(user, topic.forum))


# Who may change the tags of a topic.
def may_change_tags(user, topic) -> bool:
    """Its author, and those who watch over its forum."""
    return topic.author_id == user.pk or watches_forum(user, topic.forum)
