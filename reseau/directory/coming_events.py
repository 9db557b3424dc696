"""Registry of what comes at places and that the directory cannot know: each app says it in its module `coming_events`.

@register
def workshops_at_places(today: datetime.date, last: datetime.date) -> Q:
    return Q(Exists(OpenWorkshop.objects.filter(epm=OuterRef("pk"), date__range=(today, last))))
"""

import datetime
from collections.abc import Callable

from django.db.models import Q
from django.utils import timezone

# How far ahead « bientôt » reaches, today included.
SOON = datetime.timedelta(days=20)
EventCondition = Callable[[datetime.date, datetime.date], Q]

_conditions: list[EventCondition] = []


def register(condition: EventCondition) -> EventCondition:
    """Add a kind of event open to the public: a condition on EPM between two days, both included. Decorator."""
    if condition not in _conditions:
        _conditions.append(condition)
    return condition


def has_event_soon(now: datetime.datetime) -> Q:
    """Return the condition that something open to the public takes place there in the next three weeks."""
    today = timezone.localdate(now)
    condition = Q(pk__in=[])
    for each in _conditions:
        condition |= each(today, today + SOON)
    return condition
