"""Who may do what in a forum that he or she already sees (`visible_to`)."""

from reseau.permissions import watches_territory


def watches_forum(user, forum) -> bool:
    """A territory's forum is watched from its territory, the network's forums by each territorial animator."""
    if forum.territory_id:
        return watches_territory(user, forum.territory_id)
    return user.is_coordinator or user.is_territorial


def may_mark_solved(user, topic) -> bool:
    """Whoever asked knows which answer was the right one; those who watch over the forum tidy what was forgotten."""
    return topic.author_id == user.pk or watches_forum(user, topic.forum)


def may_edit_post(user, post) -> bool:
    return post.author_id == user.pk
