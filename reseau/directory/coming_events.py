"""What comes at places and that the directory cannot know: each app says it in its module `declarations.coming_events`.

def workshops_at_places(today: datetime.date, last: datetime.date) -> Q:
    return Q(Exists(OpenWorkshop.objects.filter(epm=OuterRef("pk"), date__range=(today, last))))


CONDITIONS = (workshops_at_places,)

A condition on EPM: something open to the public takes place there between two days, both included.
"""

import datetime

from django.db.models import Q
from django.utils import timezone

from jobs.declared import declared

# How far ahead « bientôt » reaches, today included.
SOON = datetime.timedelta(days=20)


def has_event_soon(now: datetime.datetime) -> Q:
    """Return the condition that something open to the public takes place there in the next three weeks."""
    today = timezone.localdate(now)
    condition = Q(pk__in=[])
    for each in declared("coming_events", "CONDITIONS"):
        condition |= each(today, today + SOON)
    return condition
