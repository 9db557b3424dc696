"""Who opens a pooling, leads it, and joins it for an EPM.

The coordination and territorial animators open one, and whoever opened it leads it with the coordination. An EPM joins
by its team, or by those who watch over its territory.
"""

from django.db.models import Q, QuerySet

from projets.portfolio.pooling.enums import PoolingState
from projets.portfolio.pooling.models import Pooling, PoolingPart
from reseau.permissions import (
    is_coordinator,
    is_network_member,
    watched_territories,
    watches_any_territory,
    watches_territory,
)
from reseau.places.models.epm import EPM


def may_open_pooling(user) -> bool:
    return is_network_member(user) and watches_any_territory(user)


def may_lead_pooling(user, pooling: Pooling) -> bool:
    return is_coordinator(user) or (may_open_pooling(user) and pooling.led_by_id == user.pk)


def may_move_pooling(user, pooling: Pooling, state: PoolingState) -> bool:
    return state in PoolingState(pooling.state).next_states and may_lead_pooling(user, pooling)


def epms_to_join_for(user) -> QuerySet[EPM]:
    """Return the open EPM for which `user` answers."""
    if not is_network_member(user):
        return EPM.objects.none()
    return EPM.objects.open().filter(Q(pk__in=user.epm_ids) | Q(commune__territory__in=watched_territories(user)))


def may_change_part(user, part: PoolingPart) -> bool:
    """Whether `user` answers for the EPM of the part; its commune is read."""
    is_of_team = is_network_member(user) and part.epm_id in user.epm_ids
    return is_of_team or watches_territory(user, part.epm.commune.territory_id)
