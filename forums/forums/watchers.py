"""Who is told first of what waits for a decision in a forum."""

from django.db.models import QuerySet

from forums.forums.models import Forum
from reseau.enums import Role
from reseau.members.models.member import Member
from reseau.members.models.position import Position


def nearest_watchers(forum: Forum) -> QuerySet[Member]:
    """Return those who are told first: the coordination is not, where somebody nearer watches over the forum."""
    watchers = forum.watchers()
    coordination = Position.objects.live().filter(role=Role.COORDINATOR).values("member")
    nearer = watchers.exclude(pk__in=coordination)
    return nearer if nearer.exists() else watchers
