"""Who reports a message that they see, and who decides about it."""

from forums.threads.forums.permissions import watches_forum


def may_report(user, post) -> bool:
    """Everybody but its author, as long as there is something to read."""
    return post.is_standing and post.author_id != user.pk


def may_moderate(user, post) -> bool:
    """Those who watch over the forum, but for their own messages: they would read who complained."""
    return post.author_id != user.pk and watches_forum(user, post.topic.forum)
