"""Who reads the report of video desks, and of which places: a team its own, the animation its territory, or all."""

from django.db.models import Q, QuerySet

from reseau.permissions import is_coordinator, is_network_member, required
from reseau.places.models.epm import EPM


def may_read_visio_report(user) -> bool:
    """Whoever works in a place, watches a territory or coordinates."""
    return is_network_member(user) and bool(user.is_coordinator or user.epm_ids or user.watched_territory_ids)


def reported_places(user) -> QuerySet[EPM]:
    """Return the places whose figures `user` reads."""
    if not is_network_member(user):
        return EPM.objects.none()
    if is_coordinator(user):
        return EPM.objects.all()
    return EPM.objects.filter(Q(pk__in=user.epm_ids) | Q(commune__territory__in=user.watched_territory_ids))


report_readers = required(may_read_visio_report)
