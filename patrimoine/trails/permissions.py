"""Who writes a trail, who publishes it, who withdraws it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from patrimoine.trails.models import HeritageTrail
from reseau.permissions import is_network_member, watches_territory


def may_publish(user, trail: HeritageTrail) -> bool:
    """The animation of the territory and the coordination."""
    return is_network_member(user) and watches_territory(user, trail.territory_id)


def may_write_trail(user, trail: HeritageTrail) -> bool:
    """Its author until it is published, then those who publish it."""
    return may_publish(user, trail) or (writes(user, trail) and not trail.is_published)


def may_close(user, trail: HeritageTrail) -> bool:
    return writes(user, trail) or may_publish(user, trail)


def writes(user, trail: HeritageTrail) -> bool:
    return is_network_member(user) and trail.author_id == user.pk


def allowed_trail(user, slug: str, predicate) -> HeritageTrail:
    """Return the trail about which `predicate(user, trail)` holds. Raises Http404 for anybody else."""
    trail = get_object_or_404(HeritageTrail.objects.visible_to(user).select_related("territory", "epm"), slug=slug)
    if not predicate(user, trail):
        raise Http404
    return trail
