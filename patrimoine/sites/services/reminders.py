"""Records that have waited for a reading for a week: those who read them are reminded, once."""

from datetime import timedelta

from django.utils import timezone

from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from patrimoine.sites.notices import notify_late

PATIENCE = timedelta(days=7)


def remind_of_heritage() -> int:
    """Remind of each record sent more than a week ago. Return how many there are."""
    sent = HeritagePlace.objects.filter(state=HeritageState.SUBMITTED, changed__lt=timezone.now() - PATIENCE)
    places = list(sent.with_commune().order_by("pk"))
    for place in places:
        notify_late(place)
    return len(places)
