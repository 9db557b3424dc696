"""Who opens kiosks, and where: those who keep the place."""

from django.db.models import Q, QuerySet

from reseau.permissions import is_coordinator, is_network_member
from reseau.places.models.epm import EPM


def holds_a_place(user) -> bool:
    """Whoever works in an EPM or watches a territory."""
    return is_network_member(user) and bool(user.is_coordinator or user.epm_ids or user.watched_territory_ids)


def held_places(user) -> QuerySet[EPM]:
    """Places where `user` opens and closes kiosks: those where they work, those of their territory, or all."""
    if not is_network_member(user):
        return EPM.objects.none()
    if is_coordinator(user):
        return EPM.objects.all()
    return EPM.objects.filter(Q(pk__in=user.epm_ids) | Q(commune__territory__in=user.watched_territory_ids))
