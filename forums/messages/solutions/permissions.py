"""Who may say that a topic is solved."""

from forums.threads.forums.permissions import watches_forum


def may_mark_solved(user, topic) -> bool:
    """The author of the question, and those who watch over the forum; nothing else than a question is solved."""
    return topic.is_question and _decides(user, topic)


def _decides(user, topic) -> bool:
    return topic.author_id == user.pk or watches_forum(user, topic.forum)
