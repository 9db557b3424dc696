"""Trails that have waited for a reading for a week: those who publish them are reminded, once."""

from django.utils import timezone

from patrimoine.sites.enums import HeritageState
from patrimoine.sites.services.reminders import PATIENCE
from patrimoine.trails.models import HeritageTrail
from patrimoine.trails.notices import notify_trail_late


def remind_of_trails() -> int:
    """Remind of each trail sent more than a week ago. Return how many there are."""
    sent = HeritageTrail.objects.filter(state=HeritageState.SUBMITTED, changed__lt=timezone.now() - PATIENCE)
    trails = list(sent.select_related("territory").order_by("pk"))
    for trail in trails:
        notify_trail_late(trail)
    return len(trails)
