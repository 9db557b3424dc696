"""Who may thank for a message that they see."""


def may_thank(user, post) -> bool:
    """Everybody but its author; nobody is left to thank once the author's account is gone."""
    return post.author_id is not None and post.author_id != user.pk
