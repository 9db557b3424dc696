"""Who may change the tags of a topic."""

from forums.threads.forums.permissions import watches_forum


def may_change_tags(user, topic) -> bool:
    """Its author, and those who watch over its forum."""
    return topic.author_id == user.pk or watches_forum(user, topic.forum)
