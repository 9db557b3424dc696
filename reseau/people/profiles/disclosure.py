"""Who reads which part of a member's page: the network, their territory, or those who watch over them.

The same rule twice: a condition for lists and searches, a predicate for members whose positions are loaded. A test
compares both.
"""

from django.db.models import Q

from reseau.enums import ShownTo
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position

FIELDS = ("email", "phone", "offers", "wants")


def shown_to(user, field: str) -> Q:
    """Return the condition on members of the network who show `field` to `user`, who is of the network.

    The coordination and the animator of the territory read everything: they open accounts and close them.
    """
    if user.is_coordinator:
        return Q()
    live_positions = Position.objects.live()
    neighbours = live_positions.in_territories(user.territory_ids).values("member")
    watched = live_positions.in_territories(user.watched_territory_ids).values("member")
    choice = f"{field}_shown_to"
    is_near = Q(**{choice: ShownTo.TERRITORY}, pk__in=neighbours)
    return Q(**{choice: ShownTo.NETWORK}) | is_near | Q(pk__in=watched) | Q(pk=user.pk)


def shows(member: Member, field: str, user) -> bool:
    """Return whether `member` shows `field` to `user`, who is of the network. Reads the live positions of both."""
    if user.pk == member.pk or user.is_coordinator:
        return True
    choice = getattr(member, f"{field}_shown_to")
    if choice == ShownTo.NETWORK or not member.territory_ids.isdisjoint(user.watched_territory_ids):
        return True
    return choice == ShownTo.TERRITORY and not member.territory_ids.isdisjoint(user.territory_ids)
