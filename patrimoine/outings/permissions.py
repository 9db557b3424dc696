"""Who announces an outing, who changes and cancels it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from patrimoine.outings.models import Outing
from reseau.permissions import is_network_member, watches_territory


def may_announce_outing(user) -> bool:
    """A member of a place: it is the one that organises."""
    return is_network_member(user) and bool(user.main_position and user.main_position.epm)


def may_change_outing(user, outing: Outing) -> bool:
    """Who announced it, their colleagues there, who watches the territory; until it is over."""
    if not is_network_member(user) or outing.is_over:
        return False
    is_own = outing.author_id == user.pk or outing.epm_id in user.epm_ids
    return is_own or watches_territory(user, outing.territory.pk)


def allowed_outing(user, pk: int) -> Outing:
    """Return the outing that `user` may change. Raises Http404 for anybody else."""
    outing = get_object_or_404(Outing.objects.visible_to(user).with_where(), pk=pk)
    if not may_change_outing(user, outing):
        raise Http404
    return outing
