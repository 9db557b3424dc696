"""Who may say that a topic is solved."""

from forums.forums.permissions import watches_forum


def may_mark_solved(user, topic) -> bool:
    """The author of the topic, and those who watch over the forum."""
    return topic.author_id == user.pk or watches_forum(user, topic.forum)
