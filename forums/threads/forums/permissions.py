"""Who watches over a forum that they see (`visible_to`), and who creates one."""

from django.db.models import QuerySet

from forums.enums import ForumKind
from forums.threads.forums.models import Forum, ForumMember
from reseau.permissions import (
    is_coordinator,
    is_network_member,
    watched_territories,
    watches_any_territory,
    watches_territory,
)
from reseau.places.models.epm import EPM


def watches_forum(user, forum: Forum) -> bool:
    """Say whether `user` decides in the forum: moderates, announces, chooses the people of a project.

    Coordinators watch over all, territorial animators over the forums of their territory, of its EPM and of the whole
    network, the keepers of a project over theirs (one query).
    """
    match forum.kind:
        case ForumKind.TERRITORY:
            return watches_territory(user, forum.territory_id)
        case ForumKind.EPM:
            return watches_territory(user, forum.epm.commune.territory_id)
        case ForumKind.PROJECT:
            keepers = ForumMember.objects.filter(forum=forum, is_keeper=True)
            return user.is_coordinator or (user.is_in_network and keepers.filter(member=user.pk).exists())
        case _:
            return user.is_coordinator or user.is_territorial


def watches_some_forum(user) -> bool:
    """Coordinators, territorial animators and the keepers of a project (one query for others)."""
    if not is_network_member(user):
        return False
    return watches_any_territory(user) or ForumMember.objects.filter(member=user.pk, is_keeper=True).exists()


def may_create_forums(user) -> bool:
    return watches_any_territory(user)


def creatable_kinds(user) -> list[ForumKind]:
    """Return the kinds that `user` may create: all for the coordination, EPM and projects for territorial animators."""
    if not may_create_forums(user):
        return []
    return list(ForumKind) if is_coordinator(user) else [ForumKind.EPM, ForumKind.PROJECT]


def epms_without_forum(user) -> QuerySet[EPM]:
    """Return the open EPM of the territories that `user` watches over and that have no forum yet."""
    return EPM.objects.open().filter(forum=None, commune__territory__in=watched_territories(user))
