"""Who watches over a forum that they see (`visible_to`)."""

from reseau.permissions import watches_territory


def watches_forum(user, forum) -> bool:
    """Coordinators and the territorial animators of a forum watch over it; every one of them over the network's."""
    if forum.territory_id:
        return watches_territory(user, forum.territory_id)
    return user.is_coordinator or user.is_territorial
