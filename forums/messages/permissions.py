"""Who may thank for a message, and say which one solved a topic."""

from forums.threads.forums.permissions import watches_forum


# Who may say that a topic is solved.
def may_mark_solved(user, topic) -> bool:
    """The author of the question, and those who watch over the forum; nothing else than a question is solved."""
    return topic.is_question and _decides(user, topic)


def _decides(user, topic) -> bool:
    return topic.author_id == user.pk or watches_forum(user, topic.forum)


# Who may thank for a message that they see.
def may_thank(user, post) -> bool:
    """Everybody but its author; nobody is left to thank once the author's account is gone."""
    return post.author_id is not None and post.author_id != user.pk
