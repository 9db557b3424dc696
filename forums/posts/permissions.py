"""Who may change a post that they see."""


def may_edit_post(user, post) -> bool:
    return post.author_id == user.pk
