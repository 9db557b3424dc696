"""Who may open which kind of topic in a forum that they see."""

from forums.enums import TopicKind
from forums.forums.permissions import watches_forum


def kinds_to_open(user, forum) -> list[TopicKind]:
    """Everybody asks and discusses; those who watch over the forum announce."""
    announces = watches_forum(user, forum)
    return [kind for kind in TopicKind if kind != TopicKind.ANNOUNCEMENT or announces]
